from pathlib import Path

import pytest

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import load_settings


def test_a_password_that_cannot_be_one_is_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "klieg.toml"
    file.write_text("smtp_password = 9876543\n")
    monkeypatch.setenv("KLIEG_CONFIG", str(file))
    with pytest.raises(SettingsError, match="KLIEG_SMTP_PASSWORD") as refused:
        load_settings()
    assert "9876543" not in str(refused.value)


def test_a_mail_server_needs_an_address_to_link_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIEG_SMTP_HOST", "smtp.example.org")
    with pytest.raises(SettingsError, match="KLIEG_PUBLIC_URL"):
        load_settings()
    monkeypatch.setenv("KLIEG_PUBLIC_URL", "https://live.example.org")
    assert not load_settings().captures_mail
