"""What the RTMP engine costs: ``python tests/perf/engines/rtmp_parse.py [--seconds N]``.

Feeds a made stream of 2.6 Mb/s (30 pictures and 47 audio frames a second, a key frame of ten pictures' size each two
seconds, audio interleaved) through ``ServerConnection`` and, in a second column, through ``FlvTranslator`` as well, in
reads of 16 KiB as a busy socket gives them. Process time only; media is made before the clock starts.
"""

import argparse
import time
from dataclasses import dataclass

from klieg.media.codecs.nal import join_nals
from klieg.media.containers.flv.translator import FlvTranslator
from klieg.media.rtmp import amf0
from klieg.media.rtmp.chunk_writer import ChunkWriter
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import AudioReceived, ConnectReceived, PublishReceived, VideoReceived
from klieg.media.rtmp.limits import Limits
from klieg.media.rtmp.messages import Message, MessageType, control

BITRATE = 2_600_000
FRAMES_PER_SECOND = 30
AUDIO_FRAMES_PER_SECOND = 47
AUDIO_FRAME_BYTES = 340
GOP_FRAMES = 60
READ_BYTES = 16 * 1024
CHUNK_SIZES = (128, 4096, 65536)
AVCC = bytes.fromhex(
    "0164001fffe100196764001facd940d83de6e10000030001000003003c0f18319601000668eae3cb22c0",
)
ASC = bytes.fromhex("1190")


@dataclass(frozen=True, slots=True)
class Cost:
    """Process seconds for so many bytes that last so many media seconds."""

    process_s: float
    wire_bytes: int
    media_s: float

    @property
    def us_per_megabyte(self) -> float:
        """Microseconds per 10**6 bytes of wire."""
        return self.process_s * 1e12 / self.wire_bytes

    @property
    def core_percent(self) -> float:
        """Share of one core at the bitrate of the stream."""
        return 100 * self.process_s / self.media_s


def dialogue_bytes() -> bytes:
    """Return handshake and commands up to the publish."""
    writer = ChunkWriter()
    commands = (
        (0, amf0.encode("connect", 1, {"app": "live"})),
        (0, amf0.encode("createStream", 2, None)),
        (1, amf0.encode("publish", 3, None, "key", "live")),
    )
    return (
        bytes((3,))
        + bytes(1536 * 2)
        + b"".join(
            writer.write(Message(MessageType.COMMAND_AMF0, stream_id, 0, body), 3) for stream_id, body in commands
        )
    )


def media_bytes(chunk_bytes: int, seconds: int) -> bytes:
    """Return the media of a publish in chunks of a size."""
    writer = ChunkWriter()
    pieces = [writer.write(control(MessageType.SET_CHUNK_SIZE, chunk_bytes), 2)]
    writer.chunk_bytes = chunk_bytes
    for type_id, timestamp, payload in sorted(_media(seconds), key=lambda message: message[1]):
        stream = 6 if type_id == MessageType.VIDEO else 4
        pieces.append(writer.write(Message(type_id, 1, timestamp, payload), stream))
    return b"".join(pieces)


def _media(seconds: int) -> list[tuple[MessageType, int, bytes]]:
    gop_bytes = (BITRATE // 8 - AUDIO_FRAME_BYTES * AUDIO_FRAMES_PER_SECOND) * GOP_FRAMES // FRAMES_PER_SECOND
    unit = gop_bytes // (GOP_FRAMES + 9)
    key = b"\x17\x01\0\0\0" + join_nals([b"\x65" + bytes(10 * unit)])
    inter = b"\x27\x01\0\0\0" + join_nals([b"\x41" + bytes(unit)])
    audio = b"\xaf\x01" + bytes(AUDIO_FRAME_BYTES)
    messages = [(MessageType.VIDEO, 0, b"\x17\0\0\0\0" + AVCC), (MessageType.AUDIO, 0, b"\xaf\0" + ASC)]
    messages += [
        (MessageType.VIDEO, number * 1000 // FRAMES_PER_SECOND, inter if number % GOP_FRAMES else key)
        for number in range(seconds * FRAMES_PER_SECOND)
    ]
    return messages + [
        (MessageType.AUDIO, number * 1000 // AUDIO_FRAMES_PER_SECOND, audio)
        for number in range(seconds * AUDIO_FRAMES_PER_SECOND)
    ]


def open_connection() -> ServerConnection:
    """Return a connection whose publish is accepted."""
    connection = ServerConnection(random=bytes(1528), limits=Limits(headers_per_second=10**9))
    events = connection.receive_data(dialogue_bytes(), 0.0)
    while events:
        for event in events:
            if isinstance(event, ConnectReceived):
                connection.accept_connect()
            elif isinstance(event, PublishReceived):
                connection.accept_publish(event.stream_id)
        events = connection.receive_data(b"", 0.0)
    connection.data_to_send()
    return connection


def measure(chunk_bytes: int, seconds: int, *, translate: bool) -> Cost:
    """Time one pass over the media."""
    media = media_bytes(chunk_bytes, seconds)
    reads = [media[at : at + READ_BYTES] for at in range(0, len(media), READ_BYTES)]
    connection = open_connection()
    translator = FlvTranslator()
    units = 0
    begun = time.process_time()
    for data in reads:
        for event in connection.receive_data(data, 0.0):
            if isinstance(event, VideoReceived):
                units += len(translator.receive_video(event.timestamp_ms, event.payload)) if translate else 1
            elif isinstance(event, AudioReceived):
                units += len(translator.receive_audio(event.timestamp_ms, event.payload)) if translate else 1
    spent = time.process_time() - begun
    assert units >= seconds * (FRAMES_PER_SECOND + AUDIO_FRAMES_PER_SECOND), "all media came through"
    return Cost(spent, len(media), seconds)


def main() -> None:
    """Print one line a chunk size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="media seconds a pass")
    parser.add_argument("--passes", type=int, default=5, help="passes, of which the best counts")
    options = parser.parse_args()
    print("chunk bytes   parse us/MB   parse %core   with units us/MB   with units %core")
    for chunk_bytes in CHUNK_SIZES:
        parse, whole = (
            min(
                (measure(chunk_bytes, options.seconds, translate=translate) for _ in range(options.passes)),
                key=lambda cost: cost.process_s,
            )
            for translate in (False, True)
        )
        print(
            f"{chunk_bytes:11}   {parse.us_per_megabyte:11.0f}   {parse.core_percent:10.3f}%"
            f"   {whole.us_per_megabyte:16.0f}   {whole.core_percent:15.3f}%",
        )


if __name__ == "__main__":
    main()
