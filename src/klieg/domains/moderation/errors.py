"""Refusals of moderation.

DomainError
├── BannedFromChannelError   who asks may not watch the channel
├── OwnerBanError            nobody is banned from their own channel
├── ModeratorBanError        moderators do not ban one another
├── TooManyBansError         the channel has as many bans as it may
├── OwnerModeratesError      the owner of a channel moderates it anyway
├── BannedModeratorError     who may not watch moderates nothing
└── TooManyModeratorsError   the channel has as many moderators as it may
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


class ModeratorBanError(DomainError):
    """Moderators do not ban one another: the owner does."""

    code = "moderator_ban"
    status = 403

    def __init__(self) -> None:
        super().__init__("This account moderates the channel: only its owner can ban it.")


class OwnerModeratesError(DomainError):
    """The owner of a channel moderates it anyway."""

    code = "owner_moderates"
    status = 409

    def __init__(self) -> None:
        super().__init__("The owner of a channel moderates it anyway.")


class BannedModeratorError(DomainError):
    """Who may not watch a channel does not moderate it."""

    code = "banned_moderator"
    status = 409

    def __init__(self) -> None:
        super().__init__("This account is banned from the channel: lift the ban first.")


class TooManyModeratorsError(DomainError):
    """The channel has as many moderators as it may."""

    code = "too_many_moderators"
    status = 409

    def __init__(self, most: int) -> None:
        super().__init__(f"A channel has {most:,} moderators at most: dismiss some first.")
