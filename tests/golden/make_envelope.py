"""Make the golden envelopes of this format, once, when it is released.

``python -m tests.golden.make_envelope``: a made-up text, keys that are no secret. A golden
envelope of a released format never changes: every later version must read it. So what is there
stays, and what a later version added behind the header gets an envelope of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import msgspec

from hvh_desktop.crypto import primitives, streams
from hvh_desktop.crypto.primitives import Key
from hvh_desktop.sync.envelope import erase, seal
from hvh_desktop.sync.parts import FORMAT, NO_HASH, Seen
from hvh_desktop.sync.wire import WireChange, encode_changes

FOLDER = Path(__file__).parent / "envelopes"
SITE, STREAM, EPOCH = "6f1d2c3b4a59", "team", 0
COMPARTMENT_KEY = bytes(range(32))
STREAM_KEY = streams.stream_key(COMPARTMENT_KEY, site=SITE, stream=STREAM, epoch=EPOCH)
SUBJECT_KEYS = (bytes(range(32, 64)), bytes(range(64, 96)))
DEVICE_KEY, USER_KEY = bytes(range(96, 128)), bytes(range(128, 160))
COLLEAGUE_KEY = bytes(range(160, 192))
DEVICE, INCARNATION, USER, COLLEAGUE = (
    UUID(int=number << 64 | 7 << 76 | 2 << 62) for number in (1, 2, 3, 4)
)


def find_key(key_id: bytes) -> bytes | None:
    keys = (bytes(STREAM_KEY), *SUBJECT_KEYS)
    return {streams.key_id_of(key): key for key in keys}.get(key_id)


def list_changes() -> list[WireChange]:
    """Five changes: of two men and of nobody, one with parts of a newer version."""
    values: tuple[dict[str, object], ...] = (
        {"eigen_woorden": "Zélf koken, en ‘s avonds bellen met m’n moeder 🍲", "score": 6},
        {"datum": {"$dag": "2026-11-12"}, "wie": {"$id": "0" * 31 + "1"}},
        {"naam": "Stichting De Brug", "is_vervallen": False},
        {"eigen_woorden": "Liever samen koken.\nOp vrijdag."},
        {},
    )
    ext = ("{}", "{}", '{"later": [1, null]}', "{}", '{"$later": "kwHEAQDA"}')
    return [
        WireChange(
            id=UUID(int=100 + number),
            action=UUID(int=200 + number // 2),
            user=USER,
            device=DEVICE,
            at=f"2026-11-12T09:30:0{number}.000001Z",
            hlc=(1_794_475_800_000 + number) << 16,
            schema="0004",
            kind=("Doel", "Actie", "Organisatie", "Doel", "Actie")[number],
            entity=UUID(int=300 + number % 3),
            operation="create" if number < 3 else "set",
            values=json.dumps(value, ensure_ascii=False),
            parents=json.dumps({} if number < 3 else {"eigen_woorden": [UUID(int=100).hex]}),
            ext=ext[number],
        )
        for number, value in enumerate(values)
    ]


def main() -> None:
    """Write the envelopes that are not there yet, and what must be read from them."""
    changes = list_changes()
    one, other = SUBJECT_KEYS
    groups: list[tuple[Key, list[WireChange]]] = [
        (one, changes[:1]),
        (other, changes[1:2]),
        (STREAM_KEY, changes[2:3]),
    ]
    groups += [(one, changes[3:4]), (other, changes[4:])]

    def make(
        *, n: int, previous: bytes, key: Key | None = None, sealer: UUID | None = None
    ) -> bytes:
        return seal(
            groups,
            site=SITE,
            stream=STREAM,
            epoch=EPOCH,
            device=DEVICE,
            incarnation=INCARNATION,
            n=n,
            previous=previous,
            seen=Seen(UUID(int=9) if n > 1 else None, n, b"\x11" * 32, 4),
            user=USER,
            sign_device=lambda message: primitives.sign(DEVICE_KEY, message),
            sign_user=(lambda message: primitives.sign(key, message)) if key else None,
            sealer=sealer,
        )

    folder = FOLDER / f"format-{FORMAT}"
    folder.mkdir(parents=True, exist_ok=True)
    signed = make(n=1, previous=NO_HASH, key=USER_KEY)
    _write(folder / "met-schrijver.bin", signed)
    _write(folder / "gewist.bin", erase(signed, {streams.key_id_of(one)}))
    _write(folder / "zonder-schrijver.bin", make(n=2, previous=b"\x22" * 32))
    by_colleague = make(n=3, previous=b"\x22" * 32, key=COLLEAGUE_KEY, sealer=COLLEAGUE)
    _write(folder / "met-verzegelaar.bin", by_colleague)
    expected = {
        "device_public": primitives.sign_public(DEVICE_KEY).hex(),
        "user_public": primitives.sign_public(USER_KEY).hex(),
        "on_the_wire": encode_changes(changes).hex(),
        "changes": [
            {name: str(getattr(change, name)) for name in WireChange.__struct_fields__}
            for change in changes
        ],
    }
    text = msgspec.json.format(msgspec.json.encode(expected), indent=2).decode()
    _write(folder / "verwacht.json", (text + "\n").encode())


def _write(path: Path, content: bytes) -> None:
    if not path.exists():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
