"""Refusals of live.

DomainError
└── ChannelNotLiveError    there is no stream session to act on
"""

from klieg.kernel.errors import DomainError


class ChannelNotLiveError(DomainError):
    """The channel has no open stream session."""

    code = "channel_not_live"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"The channel {name!r} is not live: there is no stream to stop.")
