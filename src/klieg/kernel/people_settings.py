"""Settings about who may have an account."""

from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings


class PeopleSettings(BaseSettings):
    """What an operator decides about accounts."""

    sign_up: Literal["open", "invite", "closed"] = Field(
        "open",
        description="Whether strangers may make an account. invite: with an admin's link. closed: nobody, but "
        "for `klieg user create`.",
    )
    sign_up_domains: str = Field(
        "",
        description="Domains of mail addresses that may sign up, with spaces between, e.g. example.org. "
        "Empty: every domain.",
    )
    sign_up_verify: bool = Field(
        True,
        description="Let nobody sign in before a mailed link or code was used. Without, a new account is good at once.",
    )
    sign_up_role: Literal["viewer", "streamer"] = Field(
        "streamer", description="Role of a new account: a streamer gets a channel, a viewer watches, follows and chats."
    )
    sign_ups_per_hour: int = Field(60, ge=1, description="New accounts from one address in an hour.")
    sign_in_tries: int = Field(
        10, ge=1, description="Wrong passwords for one account from one address in a quarter of an hour."
    )
    address_tries: int = Field(
        100,
        ge=1,
        description="Sign-ins, codes and requests to reset a password from one address in a quarter of an hour: "
        "a school or an office shares one.",
    )
    unverified_keep_h: int = Field(
        24, ge=1, description="Hours after which an account whose mail address nobody verified is deleted."
    )
    partner_followers: int = Field(
        0,
        ge=0,
        description="Followers from which somebody's channel is a partner's: it has a badge and may send 1080p, others "
        "720p. 0: there are no partners, and everybody may.",
    )
    audit_keep_days: int = Field(365, ge=1, description="Days the audit log keeps an entry.")
