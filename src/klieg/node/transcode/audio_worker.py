"""The audio worker: ``python -m klieg.node.transcode.audio_worker``, one of a node, for the sound of all its streams.

Told ``{"do": "open", "stream": …, "to": "mp4a" | "Opus"}`` it converts the units of that stream until ``{"do": "close",
"stream": …}``; what comes out bears the name of the stream. Units of streams that are not open are left.
"""

from collections.abc import Mapping, Sequence

import structlog

from klieg.media.track import AudioCodec
from klieg.node.transcode.audio_converter import AudioConverter
from klieg.node.workers.child import Link, run_child
from klieg.node.workers.wire import Message, WiredUnit

_log = structlog.get_logger(__name__)

_POLL_S = 0.5


def convert(link: Link, _arguments: Sequence[str]) -> None:
    """Convert until the node is gone."""
    converters: dict[str, AudioConverter] = {}
    while True:
        for received in link.poll(_POLL_S):
            if isinstance(received, Message):
                _obey(link, received.fields, converters)
            elif received.stream in converters:
                _convert_unit(link, received, converters[received.stream])


def _convert_unit(link: Link, received: WiredUnit, converter: AudioConverter) -> None:
    for unit in converter.convert(received.unit):
        link.send_unit(received.stream, unit)


def _obey(link: Link, fields: Mapping[str, object], converters: dict[str, AudioConverter]) -> None:
    stream = str(fields["stream"])
    if fields["do"] == "open":
        converters[stream] = AudioConverter(AudioCodec(str(fields["to"])))
        return
    closed = converters.pop(stream, None)
    link.forget(stream)
    if closed is not None and closed.broken_units:
        _log.warning("audio_units_broken", stream=stream, units=closed.broken_units)


if __name__ == "__main__":
    run_child("audio_worker", convert)
