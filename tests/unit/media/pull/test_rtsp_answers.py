import pytest

from klieg.media.pull.pull_address import PullRefusedError
from klieg.media.pull.rtsp_answers import MAX_BODY_BYTES, MAX_HEADER_BYTES, RtspAnswers

OPTIONS = b"RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n"
DESCRIBE = b"RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 9\r\n\r\nv=0\r\n$\x00\x00\x01"
PACKET = b"$\x00\x00\x0c" + b"\x80" * 12
SHORT = b"$\x01\x00\x03abc"
EMPTY = b"$\x01\x00\x00"
REDIRECT = b"RTSP/1.0 302 Moved\r\nLocation: rtsp://10.0.0.1/x\r\n\r\n"


@pytest.mark.parametrize("step", [1, 2, 7, 1000])
def test_answers_and_packets_are_passed_on_however_they_are_cut(step: int) -> None:
    answers = RtspAnswers()
    sent = OPTIONS + PACKET + DESCRIBE + SHORT + EMPTY + PACKET + OPTIONS
    passed = b"".join(answers.receive(sent[at : at + step]) for at in range(0, len(sent), step))
    assert passed == OPTIONS + PACKET + DESCRIBE + PACKET + OPTIONS


@pytest.mark.parametrize("status", [b"300", b"301", b"302", b"305", b"399"])
def test_a_redirect_is_refused_and_nothing_of_it_is_passed_on(status: bytes) -> None:
    answers = RtspAnswers()
    assert answers.receive(OPTIONS) == OPTIONS
    with pytest.raises(PullRefusedError, match="another address"):
        answers.receive(REDIRECT.replace(b"302", status))


def test_a_redirect_within_a_packet_or_a_body_is_media() -> None:
    framed = b"$\x00" + len(REDIRECT).to_bytes(2, "big") + REDIRECT
    assert RtspAnswers().receive(framed) == framed
    body = b"RTSP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(REDIRECT) + REDIRECT
    assert RtspAnswers().receive(body) == body


def test_a_redirect_within_a_packet_that_clients_do_not_skip_is_left_out() -> None:
    hidden = b"$\x00\x00\x05RTSP/"
    assert RtspAnswers().receive(hidden) == b""


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"\r\n" + REDIRECT,
        b"OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n",
        b"RTSP/2.0 200 OK\r\n\r\n",
        b"RTSP/1.0 200 OK\nLocation: x\r\n\r\n",
        b"RTSP/1.0 200 OK\r\nA: b\rRTSP/1.0 302 x\r\n\r\n",
        b"RTSP/1.0 200 OK\r\n folded\r\n\r\n",
        b"RTSP/1.0 200 OK\r\nContent-Length: 1\r\ncontent-length: 2\r\n\r\n",
        b"RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"RTSP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY_BYTES + 1),
        b"RTSP/1.0 200 OK\r\nA: " + b"b" * MAX_HEADER_BYTES,
        b"RTSP/1.0 200 OK\r\nA: " + b"b" * MAX_HEADER_BYTES + b"\r\n\r\n",
        b"RTSP/1.0 99 Odd\r\n\r\n",
    ],
)
def test_what_is_no_plain_answer_is_refused(sent: bytes) -> None:
    with pytest.raises(PullRefusedError):
        RtspAnswers().receive(sent)
