"""The certificate of a worker's DTLS: self-signed, made when the process starts, gone with it.

Peers check it by the fingerprint in the answer (RFC 8122), so it needs no name anybody trusts. One for all peers: a
connection that had to make its own would wait for it with Python's lock held.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

VALID_DAYS = 365


@dataclass(frozen=True, slots=True, repr=False)
class Certificate:
    """Certificate and key as PEM texts."""

    certificate_pem: str
    key_pem: str


def make_certificate(now: datetime) -> Certificate:
    """Return a new self-signed certificate with a P-256 key, valid from a day before ``now`` (UTC)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "klieg")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
        .sign(key, hashes.SHA256())
    )
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Certificate(certificate.public_bytes(serialization.Encoding.PEM).decode(), key_pem.decode())
