"""AMF0 values: whatever decodes encodes, and decodes to the same again."""

from fakes.mutation import mutations
from klieg.media.rtmp import amf0
from klieg.media.rtmp.amf0 import AmfDate, EcmaArray
from klieg.media.rtmp.commands import parse_command
from klieg.media.rtmp.errors import RtmpError
from klieg.media.rtmp.limits import DEFAULT_LIMITS
from klieg.media.rtmp.messages import Message, MessageType

SEEDS = (
    amf0.encode("connect", 1, {"app": "live", "list": ["avc1"], "map": {"*": 7}, "flag": True, "none": None}),
    amf0.encode("@setDataFrame", "onMetaData", EcmaArray(width=1920.0, created=AmfDate(1.5, 60))),
    amf0.encode("x" * 70_000)[:200],
)


def fuzz_one(data: bytes) -> None:
    try:
        values = amf0.decode(data)
    except RtmpError:
        return
    again = amf0.encode(*values)
    assert len(again) > DEFAULT_LIMITS.command_bytes or amf0.encode(*amf0.decode(again)) == again
    for type_id in (MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3):
        try:
            parse_command(Message(type_id, 0, 0, data), DEFAULT_LIMITS).text(0)
        except RtmpError:
            continue


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 3000):
        fuzz_one(data)
