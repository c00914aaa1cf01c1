"""The certificate of our own TLS listeners: the operator's files, or a self-signed one for development."""

import datetime as dt
import os
import socket
import ssl
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import structlog
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings

_log = structlog.get_logger(__name__)

SELF_SIGNED_NAME = "self-signed.pem"
"""File in the data folder with key and certificate, for want of an operator's."""

_SELF_SIGNED_DAYS = 3650
_RENEWED_BEFORE = dt.timedelta(days=30)


class TlsCertificate:
    """What a listener shows. A change of its files counts for new connections; those that are open go on.

    Args:
        certificate: PEM file with the certificate and those above it.
        key: PEM file of its key; None when that is in the same file.

    Attributes:
        context: Give this to every new connection.

    Raises:
        SettingsError: the files cannot be used.
    """

    def __init__(self, certificate: Path, key: Path | None = None) -> None:
        self._certificate = certificate
        self._key = key
        self._stamps = self._read_stamps()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._load()

    def reload_if_changed(self) -> bool:
        """Read the files again when they changed. What cannot be used is logged, and the former goes on."""
        stamps = self._read_stamps()
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        try:
            TlsCertificate(self._certificate, self._key)  # a half-written pair must not spoil the one in use
            self._load()
        except SettingsError as error:
            _log.error("tls_certificate_unusable", error=str(error))
            return False
        _log.info("tls_certificate_reloaded", file=str(self._certificate))
        return True

    def read_expiry(self) -> dt.datetime:
        """Return until when the certificate is valid."""
        return x509.load_pem_x509_certificate(self._certificate.read_bytes()).not_valid_after_utc

    def _load(self) -> None:
        try:
            self.context.load_cert_chain(self._certificate, self._key)
        except (OSError, ssl.SSLError) as error:
            reason = error.strerror or error.reason if isinstance(error, ssl.SSLError) else error.strerror
            raise SettingsError(
                f"{PREFIX}TLS_CERTIFICATE_FILE={self._certificate} with {PREFIX}TLS_KEY_FILE={self._key or ''} "
                f"cannot be used: {reason}. Name a PEM file with the certificate chain and one with its key."
            ) from error

    def _read_stamps(self) -> list[int]:
        stamps = []
        for path in (self._certificate, self._key):
            try:
                stamps.append(path.stat().st_mtime_ns if path is not None else 0)
            except OSError:
                stamps.append(-1)
        return stamps


def find_certificate(settings: Settings) -> TlsCertificate:
    """Return the operator's certificate, or a self-signed one, made at first use.

    Raises:
        SettingsError: the files cannot be used.
    """
    if settings.tls_certificate_file:
        key = Path(settings.tls_key_file) if settings.tls_key_file else None
        return TlsCertificate(Path(settings.tls_certificate_file), key)
    path = settings.data_dir / SELF_SIGNED_NAME
    if not _is_good(path):
        _make_self_signed(path)
    return TlsCertificate(path)


def _is_good(path: Path) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError):
        return False
    return certificate.not_valid_after_utc - _RENEWED_BEFORE > dt.datetime.now(dt.UTC)


def _make_self_signed(path: Path) -> None:
    """Write key and certificate into one file (mode 0600), atomically: two nodes may begin together."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Klieg, self-signed")])
    now = dt.datetime.now(dt.UTC)
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    if socket.gethostname().isascii():
        names.append(x509.DNSName(socket.gethostname()))
    names += [x509.IPAddress(IPv4Address("127.0.0.1")), x509.IPAddress(IPv6Address("::1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=_SELF_SIGNED_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(pem)
    draft.replace(path)
