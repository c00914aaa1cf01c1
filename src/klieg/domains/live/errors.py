"""Refusals of live.

DomainError
├── ChannelNotLiveError    there is no stream session to act on
└── ChannelOnAirError      what is asked waits until the stream has ended
"""

from klieg.kernel.errors import DomainError


class ChannelNotLiveError(DomainError):
    """The channel has no open stream session."""

    code = "channel_not_live"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"The channel {name!r} is not live: there is no stream to stop.")


class ChannelOnAirError(DomainError):
    """The channel has an open stream session, and what is asked cannot be done meanwhile."""

    code = "channel_on_air"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"The channel {name!r} is on the air: end the stream first.")
