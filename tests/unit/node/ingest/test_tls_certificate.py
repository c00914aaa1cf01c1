import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import Settings
from klieg.node.ingest.tls_certificate import SELF_SIGNED_NAME, TlsCertificate, find_certificate


def make_pem(folder: Path) -> Path:
    """A self-signed certificate with its key."""
    find_certificate(Settings(data_dir=folder))
    return folder / SELF_SIGNED_NAME


def touch_later(path: Path) -> None:
    """Let the file look changed, however coarse the file system's clock."""
    stamp = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(stamp, stamp))


def test_without_files_a_self_signed_one_is_made_once_and_only_for_us(tmp_path: Path) -> None:
    first = find_certificate(Settings(data_dir=tmp_path))
    path = tmp_path / SELF_SIGNED_NAME
    made = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert first.read_expiry() > datetime.now(UTC) + timedelta(days=365)
    assert first.context.minimum_version == ssl.TLSVersion.TLSv1_2
    find_certificate(Settings(data_dir=tmp_path))
    assert path.read_bytes() == made


def test_a_broken_self_signed_one_is_made_anew(tmp_path: Path) -> None:
    path = make_pem(tmp_path)
    path.write_bytes(b"half")
    find_certificate(Settings(data_dir=tmp_path))
    assert b"BEGIN CERTIFICATE" in path.read_bytes()


@pytest.mark.parametrize("content", [None, b"no PEM"])
def test_files_that_cannot_be_used_are_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "chain.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"KLIEG_TLS_CERTIFICATE_FILE=.*chain.pem.* cannot be used"):
        find_certificate(Settings(data_dir=tmp_path, tls_certificate_file=str(path)))


def test_a_key_without_a_certificate_is_refused() -> None:
    with pytest.raises(ValueError, match=r"KLIEG_TLS_CERTIFICATE_FILE is not"):
        Settings(tls_key_file="key.pem")


def test_a_changed_file_counts_and_an_unusable_one_does_not(tmp_path: Path) -> None:
    path, other = make_pem(tmp_path / "a"), make_pem(tmp_path / "b")
    certificate = TlsCertificate(path)
    assert not certificate.reload_if_changed()
    path.write_bytes(other.read_bytes())
    touch_later(path)
    assert certificate.reload_if_changed()
    path.write_bytes(b"half")
    touch_later(path)
    assert not certificate.reload_if_changed()
    path.unlink()
    assert not certificate.reload_if_changed()
