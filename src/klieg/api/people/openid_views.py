"""What people see of sign-ins by an OpenID provider."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from klieg.api.people.views import SignedInView
from klieg.api.views import View


class OpenidOfferView(View):
    """The provider that people may sign in by."""

    label: str = Field(description="What people call it", examples=["Example School"])
    sign_up: bool = Field(description="Whether who has no account may make one by it")


class WaysInView(SignedInView):
    """Who is signed in, and every way in."""

    openid: OpenidOfferView | None = Field(description="Null: there is no provider")


class OpenidAddressView(View):
    """Where the browser goes. The answer sets a cookie that it has to come back with."""

    address: str = Field(examples=["https://id.example.org/authorize?response_type=code&…"])


class ArrivalView(View):
    """Somebody whom the provider has named, and who is not signed in yet."""

    kind: Literal["new", "join", "second_factor"] = Field(
        description="new: they choose a name; join: an account has their mail address, and they give its password; "
        "second_factor: their account asks for one"
    )
    mail: str = Field(examples=["ada@example.org"])
    suggested_name: str = Field(description="Empty when none can be made", examples=["Ada_L"])


class ConnectionView(View):
    """Who an account is at the provider."""

    mail: str = Field(description="What the provider called them at the last sign-in", examples=["ada@example.org"])
    connected_at: datetime
    used_at: datetime


class ConnectionState(View):
    """Whether an account opens with the provider."""

    connection: ConnectionView | None
