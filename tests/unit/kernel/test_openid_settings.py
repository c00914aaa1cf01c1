import pytest
from pydantic import ValidationError

from klieg.kernel.openid_settings import OpenidSettings

ISSUER = "https://id.example.org/realm"


def test_there_is_no_provider_unless_somebody_says_so() -> None:
    assert not OpenidSettings().oidc_issuer


@pytest.mark.parametrize("issuer", [ISSUER, "http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"])
def test_a_provider_is_reached_encrypted_or_on_this_machine(issuer: str) -> None:
    assert OpenidSettings(oidc_issuer=issuer, oidc_client_id="klieg").oidc_issuer == issuer


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example.org",
        "id.example.org",
        "https://",
        "https://a.example/?b=c",
        "https://a.example/#b",
        "ftp://a",
    ],
)
def test_what_is_no_issuer_is_refused(issuer: str) -> None:
    with pytest.raises(ValidationError, match="must be an https"):
        OpenidSettings(oidc_issuer=issuer, oidc_client_id="klieg")


def test_issuer_and_client_go_together() -> None:
    for half in ({"oidc_issuer": ISSUER}, {"oidc_client_id": "klieg"}):
        with pytest.raises(ValidationError, match="go together"):
            OpenidSettings(**half)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="ASCII"):
        OpenidSettings(oidc_issuer=ISSUER, oidc_client_id="kliég")


def test_the_label_is_the_host_unless_people_call_it_otherwise() -> None:
    assert OpenidSettings(oidc_issuer=ISSUER, oidc_client_id="klieg").openid_label == "id.example.org"
    named = OpenidSettings(oidc_issuer=ISSUER, oidc_client_id="klieg", oidc_label="Example School")
    assert named.openid_label == "Example School"
