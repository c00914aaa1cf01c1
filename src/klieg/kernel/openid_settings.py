"""Settings about signing in by an OpenID provider."""

from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings


class OpenidSettings(BaseSettings):
    """Which provider an operator trusts to say who somebody is."""

    oidc_issuer: str = Field(
        "",
        max_length=255,
        description="OpenID provider that people may sign in by, as it writes itself, e.g. https://id.example.org. "
        "Register the address /api/v1/openid/callback of public_url there. Empty: none.",
    )
    oidc_client_id: str = Field("", description="Name that the provider knows this site by.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="Secret that goes with it. Empty: a public client, which PKCE protects alone."
    )
    oidc_label: str = Field(
        "", max_length=40, description="What people call the provider, for buttons. Empty: the host of its address."
    )
    oidc_sign_up: bool = Field(
        True,
        description="Whether who comes by the provider and has no account may make one; sign_up and sign_up_domains "
        "have their say too.",
    )

    @field_validator("oidc_issuer")
    @classmethod
    def _is_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname or ""))
        if value and (not is_safe or not parts.hostname or parts.query or parts.fragment):
            raise ValueError("must be an https:// address such as https://id.example.org; http:// on this machine only")
        return value

    @field_validator("oidc_client_id")
    @classmethod
    def _is_client_id(cls, value: str) -> str:
        if not (value.isascii() and value.isprintable()):
            raise ValueError("must be made of ASCII characters")
        return value

    @model_validator(mode="after")
    def _provider_knows_us(self) -> Self:
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            raise ValueError("KLIEG_OIDC_ISSUER and KLIEG_OIDC_CLIENT_ID go together: set both, or neither")
        return self

    @property
    def openid_label(self) -> str:
        """What people call the provider."""
        return self.oidc_label or urlsplit(self.oidc_issuer).hostname or ""


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
