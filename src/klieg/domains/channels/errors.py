"""Refusals of channels.

DomainError
├── ChannelNotFoundError        no channel of that name
├── ChannelNameTakenError       another channel has the name
├── ChannelNameReservedError    the name is an address of Klieg's own
├── ChannelConfigurationError   type, preset and multitrack do not go together
├── MalformedStreamKeyError     the text is not of a stream key's form
└── StreamKeyUnreadableError    the key was encrypted under another secret
"""

from klieg.kernel.errors import DomainError


class ChannelNotFoundError(DomainError):
    """There is no channel of that name."""

    code = "channel_not_found"
    status = 404

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no channel named {name[:40]!r}.")


class ChannelNameTakenError(DomainError):
    """Another channel has that name."""

    code = "channel_name_taken"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"A channel named {name!r} exists already: choose another name.")


class ChannelNameReservedError(DomainError):
    """The name is one of Klieg's own addresses."""

    code = "channel_name_reserved"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(f"The name {name!r} is kept for Klieg's own pages: choose another name.")


class ChannelConfigurationError(DomainError):
    """The type, the preset and multitrack do not go together; the sentence says how they would."""

    code = "channel_configuration"
    status = 409


class MalformedStreamKeyError(DomainError):
    """The text does not have the form of a stream key; it is not repeated here."""

    code = "malformed_key"
    status = 422

    def __init__(self) -> None:
        super().__init__("A stream key is sk_ and 32 letters a-z and digits 2-7.")


class StreamKeyUnreadableError(DomainError):
    """The stored key cannot be decrypted: the secret it was encrypted under is not this control's."""

    code = "stream_key_unreadable"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The stream key of {name!r} was encrypted under another secret: restore KLIEG_STREAM_KEY_SECRET "
            f"or the file stream-key-secret of the data folder, or reset the key."
        )
