"""Keys of streams and of deelnemers: each its own, and a name that only one key can have."""

from __future__ import annotations

from hvh_desktop.crypto import primitives, streams

SECRET = bytes(range(32))


def key_of(
    secret: bytes = SECRET, *, site: str = "huis-1", stream: str = "team", epoch: int = 0
) -> bytearray:
    return streams.stream_key(secret, site=site, stream=stream, epoch=epoch)


def test_a_stream_key_follows_from_the_compartment_key() -> None:
    assert key_of() == key_of()
    assert len(key_of()) == 32
    assert bytes(key_of()) != SECRET


def test_every_house_stream_and_epoch_has_its_own_key() -> None:
    others = [key_of(site="huis-2"), key_of(stream="log"), key_of(epoch=1), key_of(bytes(32))]
    assert len({bytes(key) for key in [key_of(), *others]}) == 5


def test_names_of_stream_and_site_do_not_run_into_each_other() -> None:
    assert key_of(site="a", stream='b","c') != key_of(site='a","b', stream="c")


def test_these_keys_stay_what_they_are() -> None:
    """What was sealed must open for ever, so these derivations can never change."""
    assert key_of().hex() == "431bbc1411afc41bfea6043bf54e9093886402428072a10b40fac875d2a88516"
    assert streams.key_id_of(SECRET).hex() == "8773a0ddbd7d7827903be772965db277"
    assert primitives.sha256(b"").hex().startswith("e3b0c44298fc1c14")


def test_the_name_of_a_key_says_nothing_of_the_key() -> None:
    name = streams.key_id_of(SECRET)
    assert len(name) == streams.KEY_ID_SIZE
    assert name not in SECRET
    assert streams.key_id_of(bytearray(SECRET)) == name
    assert streams.key_id_of(bytes(32)) != name


def test_a_key_that_was_wrapped_comes_back() -> None:
    key, under = streams.new_subject_key(), key_of()
    wrapped = streams.wrap(under, key)
    assert bytes(key) not in wrapped
    assert streams.unwrap(under, streams.key_id_of(key), wrapped) == key
    assert streams.wrap(under, key) != wrapped


def test_a_wrapped_key_opens_under_no_other_key_and_no_other_name() -> None:
    key, other, under = streams.new_subject_key(), streams.new_subject_key(), key_of()
    wrapped = streams.wrap(under, key)
    assert streams.unwrap(key_of(epoch=1), streams.key_id_of(key), wrapped) is None
    assert streams.unwrap(under, streams.key_id_of(other), wrapped) is None


def test_a_key_that_was_wrapped_under_the_name_of_another_is_not_taken() -> None:
    """Not even from somebody who holds the stream key."""
    key, other, under = streams.new_subject_key(), streams.new_subject_key(), key_of()
    name = streams.key_id_of(key)
    aad = primitives.canonical(["hvh-sleutel", 1, name.hex()])
    assert streams.unwrap(under, name, primitives.close_box(under, key, aad)) == key
    assert streams.unwrap(under, name, primitives.close_box(under, other, aad)) is None


def test_every_changed_byte_of_a_wrapped_key_is_refused() -> None:
    key, under = streams.new_subject_key(), key_of()
    name, wrapped = streams.key_id_of(key), streams.wrap(under, key)
    for place, byte in enumerate(wrapped):
        bad = wrapped[:place] + bytes([byte ^ 1]) + wrapped[place + 1 :]
        assert streams.unwrap(under, name, bad) is None
    for end in range(len(wrapped)):
        assert streams.unwrap(under, name, wrapped[:end]) is None
