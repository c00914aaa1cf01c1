"""Refusals of moderation.

DomainError
├── BannedFromChannelError   who asks may not watch the channel
├── OwnerBanError            nobody is banned from their own channel
└── TooManyBansError         the channel has as many bans as it may
"""

from klieg.kernel.errors import DomainError


class BannedFromChannelError(DomainError):
    """Who asks may not watch the channel."""

    code = "banned"
    status = 403

    def __init__(self, name: str) -> None:
        super().__init__(f"You may not watch the channel {name}.")


class OwnerBanError(DomainError):
    """Nobody is banned from their own channel."""

    code = "owner_ban"
    status = 409

    def __init__(self) -> None:
        super().__init__("Nobody can be banned from their own channel.")


class TooManyBansError(DomainError):
    """The channel has as many bans as it may."""

    code = "too_many_bans"
    status = 409

    def __init__(self, most: int) -> None:
        super().__init__(f"A channel has {most:,} bans at most: lift some first.")
