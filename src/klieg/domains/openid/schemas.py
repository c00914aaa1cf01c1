"""Shapes people send about sign-ins by a provider. Lengths here only bound the work; the rules say what may be."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

type Text = Annotated[str, StringConstraints(max_length=300, strict=True)]
type PasswordText = Annotated[str, StringConstraints(max_length=1000, strict=True)]
type LanguageCode = Literal["en", "de"]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BeginSignIn(_Shape):
    """Where to go on to, and by whose leave."""

    next: Annotated[str, StringConstraints(max_length=1000, strict=True)] = Field(
        "/", description="Path of a page of this site, with its query", examples=["/settings?tab=stream"]
    )
    invite: Text = Field("", description="Code of an invitation, where one is needed to sign up")


class ConfirmIdentity(_Shape):
    """The account's password; empty where it has none, who then has shown at the provider that it is them."""

    password: PasswordText = ""


class JoinAccount(_Shape):
    """The password of the account that has the mail address."""

    password: PasswordText


class NameAccount(_Shape):
    """The name of an account to be."""

    name: Text = Field(examples=["Ada_L"])
    language: LanguageCode = "en"
