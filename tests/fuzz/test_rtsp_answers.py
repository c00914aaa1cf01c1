"""Answers of RTSP servers: what is passed on has no redirect outside of packets and bodies, however it is cut."""

from fakes.mutation import mutations
from klieg.media.pull.pull_address import PullRefusedError
from klieg.media.pull.rtsp_answers import RtspAnswers

SEEDS = (
    b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 4\r\n\r\nv=0\n$\x00\x00\x0c" + b"\x80" * 12 + b"$\x01\x00\x03abc",
    b"RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\nRTSP/1.0 302 Moved\r\nLocation: rtsp://10.0.0.1/x\r\n\r\n",
    b"$\x00\x00\x00RTSP/1.0 401 No\r\nWWW-Authenticate: Basic\r\n\r\n",
)


def _pass(data: bytes, step: int) -> bytes | None:
    answers = RtspAnswers()
    passed = b""
    try:
        for at in range(0, len(data), step):
            passed += answers.receive(data[at : at + step])
    except PullRefusedError:
        return None
    return passed


def fuzz_one(data: bytes) -> None:
    passed = _pass(data, max(len(data), 1))
    assert passed == _pass(data, 3)
    if passed is not None:
        assert len(passed) <= len(data)
        assert _pass(passed, max(len(passed), 1)) == passed
        assert not passed.startswith(b"RTSP/1.0 3")


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 1500)):
        fuzz_one(data)
