"""What laptop and hub sign for each other, and the certificates of a site."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest

from hvh_desktop.crypto import primitives
from hvh_desktop.crypto.requests import (
    check_order,
    check_receipt,
    check_request,
    read_claim,
    sign_order,
    sign_receipt,
    sign_request,
)
from hvh_desktop.crypto.site import SiteCertificates, make_site, renew_server
from hvh_desktop.sync.parts import Receipt

KEY = primitives.new_key()
PUBLIC = primitives.sign_public(KEY)
LAPTOP = UUID(int=7)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASKED = {"site": "huis", "method": "POST", "target": "/v1/s/team/push?x=1", "body": b"lijf"}
RECEIPT = Receipt(UUID(int=1), "team", 9, bytes(32), NOW, b"")


def signed() -> dict[str, str]:
    return sign_request(KEY, LAPTOP, **ASKED, time=1_800_000_000)  # type: ignore[arg-type]


def test_a_request_is_from_who_signed_it() -> None:
    claim = read_claim({name.upper(): value for name, value in signed().items()})
    assert claim is not None
    assert (claim.laptop, claim.time) == (LAPTOP, 1_800_000_000)
    assert check_request(claim, PUBLIC, **ASKED)  # type: ignore[arg-type]
    assert claim.nonce != (read_claim(signed()) or claim).nonce
    assert not check_request(claim, bytes(32), **ASKED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"site": "ander"},
        {"method": "GET"},
        {"target": "/v1/s/team/push?x=2"},
        {"target": "/v1/s/log/push?x=1"},
        {"body": b"lijf "},
    ],
)
def test_another_request_needs_another_signature(change: dict[str, object]) -> None:
    claim = read_claim(signed())
    assert claim is not None
    assert not check_request(claim, PUBLIC, **{**ASKED, **change})  # type: ignore[arg-type]
    for other in (replace(claim, time=claim.time + 1), replace(claim, nonce="0" * 32)):
        assert not check_request(other, PUBLIC, **ASKED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HvH-Laptop", "geen"),
        ("HvH-Laptop", str(LAPTOP).replace("-", "")),
        ("HvH-Time", "-1"),
        ("HvH-Time", "1e9"),
        ("HvH-Time", "٣"),
        ("HvH-Nonce", "A" * 32),
        ("HvH-Nonce", "a" * 31),
        ("HvH-Signature", "AAAA"),
        ("HvH-Signature", "é"),
        ("HvH-Signature", ""),
    ],
)
def test_a_claim_is_written_in_one_way(name: str, value: str) -> None:
    assert read_claim({**signed(), name: value}) is None
    assert read_claim({k: v for k, v in signed().items() if k != name}) is None


def test_a_receipt_says_exactly_one_thing() -> None:
    receipt = sign_receipt(KEY, "huis", RECEIPT)
    assert check_receipt(PUBLIC, "huis", receipt)
    elsewhere = NOW.astimezone(timezone(timedelta(hours=2)))
    assert check_receipt(PUBLIC, "huis", replace(receipt, time=elsewhere))
    assert not check_receipt(PUBLIC, "ander", receipt)
    for other in (
        replace(receipt, generation=UUID(int=2)),
        replace(receipt, stream="log"),
        replace(receipt, position=10),
        replace(receipt, chain=bytes(31) + b"1"),
        replace(receipt, time=NOW + timedelta(microseconds=1)),
        replace(receipt, signature=bytes(64)),
    ):
        assert not check_receipt(PUBLIC, "huis", other)


def test_an_order_is_no_request_and_no_other_order() -> None:
    signature = sign_order(KEY, "huis", ["wissen", "aa"])
    assert check_order(PUBLIC, "huis", ["wissen", "aa"], signature)
    assert not check_order(PUBLIC, "huis", ["wissen", "ab"], signature)
    assert not check_order(PUBLIC, "ander", ["wissen", "aa"], signature)


# Certificates


@pytest.fixture(scope="module")
def site() -> SiteCertificates:
    return make_site(["hub.huis", "127.0.0.1", "::1"], datetime.now(UTC))


def shake_hands(site: SiteCertificates, trusted: bytes, host: str, folder: Path) -> None:
    """A whole TLS handshake in memory."""
    (folder / "server.pem").write_bytes(site.server + site.server_key)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.pem")
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    client.load_verify_locations(cadata=trusted.decode())
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        client.wrap_bio(down, up, server_hostname=host),
        server.wrap_bio(up, down, server_side=True),
    )
    is_done = [False, False]
    for _ in range(10):
        for number, end in enumerate(ends):
            try:
                end.do_handshake()
                is_done[number] = True
            except ssl.SSLWantReadError:
                continue
    assert all(is_done)


@pytest.mark.parametrize("host", ["hub.huis", "127.0.0.1", "::1"])
def test_the_pinned_authority_opens_the_hub(
    site: SiteCertificates, host: str, tmp_path: Path
) -> None:
    shake_hands(site, site.authority, host, tmp_path)


def test_another_name_or_authority_is_refused(site: SiteCertificates, tmp_path: Path) -> None:
    other = make_site(["hub.huis"], datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(site, site.authority, "ander.huis", tmp_path)
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(other, site.authority, "hub.huis", tmp_path)


def test_a_renewed_certificate_needs_no_new_link(site: SiteCertificates, tmp_path: Path) -> None:
    renewed = renew_server(site.authority, site.authority_key, ["nieuw.huis"], datetime.now(UTC))
    shake_hands(renewed, site.authority, "nieuw.huis", tmp_path)
    assert renewed.server_key != site.server_key
    other = make_site(["hub.huis"], datetime.now(UTC))
    with pytest.raises(ValueError, match="does not belong"):
        renew_server(site.authority, other.authority_key, ["x"], datetime.now(UTC))


def test_keys_stay_out_of_sight(site: SiteCertificates) -> None:
    assert "PRIVATE" not in repr(site)


def test_a_clock_that_is_a_year_off_does_not_shut_the_door(site: SiteCertificates) -> None:
    from cryptography import x509

    for pem in (site.authority, site.server):
        certificate = x509.load_pem_x509_certificate(pem)
        now = datetime.now(UTC)
        assert certificate.not_valid_before_utc < now - timedelta(days=400)
        assert certificate.not_valid_after_utc > now + timedelta(days=3650)
