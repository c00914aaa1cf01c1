from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from klieg.node.webrtc.peers.certificate import make_certificate


def test_certificate_and_key_belong_together_and_begin_in_the_past() -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    made = make_certificate(now)
    certificate = x509.load_pem_x509_certificate(made.certificate_pem.encode())
    key = load_pem_private_key(made.key_pem.encode(), None)
    assert certificate.public_key() == key.public_key()
    assert certificate.not_valid_before_utc < now < certificate.not_valid_after_utc - timedelta(days=300)
    assert made.key_pem not in repr(made)
