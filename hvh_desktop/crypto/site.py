"""The certificates of a hub: an own authority per site, and a server certificate under it.

Laptops trust only this authority and no other in the world, so a certificate that somebody else
gives out for the same name opens nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import (
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )

VALID = timedelta(days=3653)
EARLIER = timedelta(days=800)
"""Begins this long ago: a laptop whose clock is a year behind must get in and be told so."""


@dataclass(frozen=True)
class SiteCertificates:
    """PEM texts. Laptops get ``authority``; the two keys never leave the hub."""

    authority: bytes
    authority_key: bytes = field(repr=False)
    server: bytes
    server_key: bytes = field(repr=False)


def make_site(hosts: Sequence[str], now: datetime) -> SiteCertificates:
    """A new authority and a certificate for these names and IP addresses, for ten years."""
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("HvH Desktop hub")
    builder = _begin(name, name, key.public_key(), now)
    builder = _for_authority(builder, key.public_key())
    authority = _finish(builder, key)
    server, server_key = _make_server(authority, key, hosts, now)
    return SiteCertificates(_pem(authority), _key_pem(key), _pem(server), _key_pem(server_key))


def renew_server(
    authority: bytes, authority_key: bytes, hosts: Sequence[str], now: datetime
) -> SiteCertificates:
    """Another server certificate under the same authority: laptops notice nothing."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    issuer = x509.load_pem_x509_certificate(authority)
    key = load_pem_private_key(authority_key, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != issuer.public_key():
        raise ValueError("this key does not belong to this authority")
    server, server_key = _make_server(issuer, key, hosts, now)
    return SiteCertificates(authority, authority_key, _pem(server), _key_pem(server_key))


def _make_server(
    issuer: x509.Certificate, key: EllipticCurvePrivateKey, hosts: Sequence[str], now: datetime
) -> tuple[x509.Certificate, EllipticCurvePrivateKey]:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    own = ec.generate_private_key(ec.SECP256R1())
    builder = _begin(_name("HvH Desktop hub-server"), issuer.subject, own.public_key(), now)
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_host(h) for h in hosts]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
    )
    return _finish(builder, key), own


def _host(host: str) -> x509.GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _name(words: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begin(
    subject: x509.Name, issuer: x509.Name, public: EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _for_authority(
    builder: x509.CertificateBuilder, public: EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _finish(builder: x509.CertificateBuilder, key: EllipticCurvePrivateKey) -> x509.Certificate:
    from cryptography.hazmat.primitives.hashes import SHA256

    return builder.sign(key, SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
