"""What people see of their factors, and of what a sign-in asks for."""

from datetime import datetime
from typing import Any

from pydantic import Field

from klieg.api.views import View
from klieg.domains.factors import Factor, HeldFactors, Passkey

_CHALLENGE = Field(description="Send it back with the answer, once, within five minutes", examples=["kc_Zk3…"])


class SecondFactorView(View):
    """The password is right, and a factor is asked for. There is no session yet."""

    second_factor: list[Factor] = Field(description="What may be shown, what is quickest first")
    challenge: str = _CHALLENGE
    passkey: dict[str, Any] | None = Field(
        description="For `PublicKeyCredential.parseRequestOptionsFromJSON()`; null without a passkey"
    )


class PasskeyRequestView(View):
    """What a browser needs to sign in by a passkey alone."""

    challenge: str = _CHALLENGE
    options: dict[str, Any] = Field(description="For `PublicKeyCredential.parseRequestOptionsFromJSON()`")


class PasskeyEnrolmentView(View):
    """What a browser needs to have a passkey made."""

    challenge: str = _CHALLENGE
    options: dict[str, Any] = Field(description="For `PublicKeyCredential.parseCreationOptionsFromJSON()`")


class PasskeyView(View):
    """A passkey."""

    passkey_id: str
    label: str = Field(examples=["Phone"])
    created_at: datetime
    used_at: datetime | None = Field(description="When it last signed its person in")


class FactorsView(View):
    """What an account can show besides its password."""

    totp_since: datetime | None = Field(description="Since when there is an authenticator app; null: there is none")
    passkeys: list[PasskeyView]
    recovery_codes: int = Field(description="How many are left", examples=[10])
    passkeys_available: bool = Field(description="Whether browsers let people use passkeys at this address")


class TotpEnrolmentView(View):
    """A new authenticator app, which counts once a code of it was sent."""

    secret: str = Field(description="To type where nothing can be scanned, base 32")
    uri: str = Field(description="For a QR code", examples=["otpauth://totp/localhost:Ada_L?secret=…&issuer=localhost"])


class RecoveryCodesView(View):
    """New recovery codes."""

    recovery_codes: list[str] | None = Field(
        description="Shown this once; null where the account has some already", examples=[["7kq2-mx4p-9f3t-hc8w"]]
    )


def factors_view(held: HeldFactors, *, passkeys_available: bool) -> FactorsView:
    """Return an account's factors for its owner."""
    return FactorsView(
        totp_since=held.totp.confirmed_at if held.totp else None,
        passkeys=[passkey_view(passkey) for passkey in held.passkeys],
        recovery_codes=held.recovery_codes,
        passkeys_available=passkeys_available,
    )


def passkey_view(passkey: Passkey) -> PasskeyView:
    """Return a passkey for its owner."""
    return PasskeyView(
        passkey_id=passkey.id, label=passkey.label, created_at=passkey.created_at, used_at=passkey.used_at
    )
