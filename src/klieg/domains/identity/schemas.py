"""Shapes people send about themselves. Lengths here only bound the work; what may be is said by the rules."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from klieg.domains.identity.rules import Role, Scope

type Text = Annotated[str, StringConstraints(max_length=300, strict=True)]
type PasswordText = Annotated[str, StringConstraints(max_length=1000, strict=True)]
type LanguageCode = Literal["en", "de"]
type Color = Literal["blue", "green", "lavender", "purple", "salmon", "turquoise", "yellow"]
type Avatar = Literal[
    "bear",
    "bird",
    "bird2",
    "dog",
    "dog2",
    "dog3",
    "giraffe",
    "hedgehog",
    "hippo",
    "horse",
    "ibex",
    "jellyfish",
    "sheep",
    "tiger",
]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SignUp(_Shape):
    """An account to be."""

    name: Text = Field(examples=["Ada_L"])
    mail: Text = Field(examples=["ada@example.org"])
    password: PasswordText
    language: LanguageCode = "en"
    invite: Text | None = Field(None, description="Code of an invitation, where one is needed")


class Verify(_Shape):
    """The code of the link, or the six digits."""

    name: Text
    code: Text


class Resend(_Shape):
    """Whom to write to again."""

    login: Text = Field(description="Name or mail address")


class SignIn(_Shape):
    """Who signs in."""

    login: Text = Field(description="Name or mail address, in any case")
    password: PasswordText


class RequestReset(_Shape):
    """Who forgot the password."""

    mail: Text


class ConfirmReset(_Shape):
    """A new password, with the code of the mail."""

    name: Text
    code: Text
    password: PasswordText


class ChangePassword(_Shape):
    """The password of now and the one to be."""

    current: PasswordText
    password: PasswordText


class ChangeName(_Shape):
    """The name to be."""

    name: Text


class ChangeMail(_Shape):
    """The address to be."""

    mail: Text
    password: PasswordText


class ConfirmMail(_Shape):
    """The code that was mailed to the new address."""

    code: Text


class DeleteAccount(_Shape):
    """Asked for once more: this cannot be undone."""

    password: PasswordText


class ReviseAccount(_Shape):
    """What to change of one's own look. What is absent or null stays."""

    color: Color | None = None
    avatar: Avatar | None = None
    language: LanguageCode | None = None


class Invite(_Shape):
    """Who is invited: whoever has the link, or who reads an address."""

    mail: Text | None = None
    language: LanguageCode = "en"


class MintToken(_Shape):
    """A personal token to be."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=60, strict=True)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(Scope))]
    expires_at: AwareDatetime | None = Field(None, description="In the future; none: good until it is revoked")


class AdministerAccount(_Shape):
    """What an admin changes of an account. What is absent or null stays."""

    role: Role | None = None
    suspended: bool | None = Field(None, strict=True)
