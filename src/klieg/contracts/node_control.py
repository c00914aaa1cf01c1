"""What control asks of a node, over the node's HTTP control API (Bearer: the internal secret).

``POST <control_url>/control/v1/streams/<session id>/stop`` with :class:`StopStream` → 204, also when it is not held.
``PUT <control_url>/control/v1/pulls/<channel id>`` with :class:`PullSource` → 204: fetch from now on, in place of what
the node fetched for that channel; repeating it changes nothing. ``DELETE`` of the same → 204, also when there is none.
``POST <control_url>/control/v1/channels/<channel id>/viewing-changed`` → 204: who may watch it has changed, ask control
anew (``contracts.playback``); 404 when the node holds no broadcast of the channel.
A node names the pulls it keeps in its lease; control asks again until leases and wishes are the same.
"""

from pydantic import BaseModel, ConfigDict, Field

from klieg.contracts.facts import EndReason


class StopStream(BaseModel):
    """End a stream session now: the encoder is told why and dropped."""

    model_config = ConfigDict(frozen=True)

    reason: EndReason


class PullSource(BaseModel):
    """Fetch media from somewhere and publish it to a channel, for as long as this stands.

    The node asks control as for any publisher, with the key given here and the protocol ``pull``.

    Attributes:
        url: Where the media is: rtmp(s), http(s), rtsp or file. It may hold a password and is logged masked.
        stream_key: Of the channel.
        revision: Changes when the url or the key does; the node repeats it in its lease.
    """

    model_config = ConfigDict(frozen=True)

    url: str = Field(repr=False)
    stream_key: str = Field(repr=False)
    revision: str
