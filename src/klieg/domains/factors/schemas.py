"""Shapes people send about their factors. Lengths here only bound the work; what may be is said by the rules."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from klieg.domains.factors.rules import Factor

type Typed = Annotated[str, StringConstraints(max_length=300, strict=True)]
type PasswordTyped = Annotated[str, StringConstraints(max_length=1000, strict=True)]
type BrowserAnswer = Annotated[
    dict[str, JsonValue], Field(max_length=20, description="What the browser's `PublicKeyCredential.toJSON()` gives")
]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ConfirmPassword(_Shape):
    """Asked for once more: this changes what opens the account."""

    password: PasswordTyped


class ConfirmTotp(_Shape):
    """The first code of a new authenticator app."""

    code: Typed = Field(examples=["287082"])


class EnrolPasskey(_Shape):
    """A new passkey, made for a challenge."""

    challenge: Typed
    label: Annotated[str, StringConstraints(min_length=1, max_length=60, strict=True, pattern=r"^[^\x00]*$")]
    passkey: BrowserAnswer


class PresentFactor(_Shape):
    """The second step of a sign-in: a code of the app, a recovery code, or what a passkey signed."""

    challenge: Typed
    factor: Factor
    code: Typed = ""
    passkey: BrowserAnswer | None = None


class PresentPasskey(_Shape):
    """A sign-in by a passkey alone."""

    challenge: Typed
    passkey: BrowserAnswer
