"""Refusals of following.

DomainError
└── OwnChannelError    a channel is not followed by its owner
"""

from klieg.kernel.errors import DomainError


class OwnChannelError(DomainError):
    """The channel is the follower's own."""

    code = "own_channel"
    status = 409

    def __init__(self) -> None:
        super().__init__("This channel is your own: others follow it.")
