"""What an encoder that sends several pictures should send: sizes, rates and encoders, by its wishes and the channel.

The shapes are those of ``GetClientConfiguration``, which OBS speaks (docs/protocols/multitrack.md).
Nothing is stored: the answer is a function of the request and the channel's configuration.
"""

from klieg.domains.multitrack.queries import configure_client, refused
from klieg.domains.multitrack.rules import Refusal, RefusalName, largest_of
from klieg.domains.multitrack.schemas import ClientConfiguration, ClientConfigurationRequest, IngestEndpoint, Meta

__all__ = [
    "ClientConfiguration",
    "ClientConfigurationRequest",
    "IngestEndpoint",
    "Meta",
    "Refusal",
    "RefusalName",
    "configure_client",
    "largest_of",
    "refused",
]
