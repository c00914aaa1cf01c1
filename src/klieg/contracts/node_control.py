"""What control asks of a node, over the node's HTTP control API (Bearer: the internal secret).

``POST <control_url>/control/v1/streams/<session id>/stop`` with :class:`StopStream` → 204, also when it is not held.
"""

from pydantic import BaseModel, ConfigDict

from klieg.contracts.facts import EndReason


class StopStream(BaseModel):
    """End a stream session now: the encoder is told why and dropped."""

    model_config = ConfigDict(frozen=True)

    reason: EndReason
