"""What an RTSP server sends (RFC 2326), watched on its way to a client that follows redirects by itself.

Passed on is only what both read alike: messages in the plain form of the grammar, and interleaved packets (10.12).
"""

import re
from enum import Enum

from klieg.media.pull.pull_address import PullRefusedError

MAX_HEADER_BYTES = 16 * 1024
MAX_BODY_BYTES = 256 * 1024
MIN_PACKET_BYTES = 8
"""An RTCP packet has no less; shorter ones are left out, since clients read on within them."""

_MARK = b"$"
_FRAME_BYTES = 4
_STATUS_LINE = re.compile(rb"RTSP/1\.0 ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?")
_HEADER_LINE = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:([\t\x20-\x7e\x80-\xff]*)")
_LENGTH = re.compile(rb"[ \t]*(\d{1,7})[ \t]*")


class _State(Enum):
    MESSAGE = "message"
    BODY = "body"
    PACKET = "packet"


class RtspAnswers:
    """One connection's bytes, from the server to the client."""

    def __init__(self) -> None:
        self._buffer = b""
        self._state = _State.MESSAGE
        self._left = 0
        self._is_passed = True

    def receive(self, data: bytes) -> bytes:
        """Take the next bytes; return those that may be passed on.

        Raises:
            PullRefusedError: the server sends its client elsewhere, or something that is no RTSP.
        """
        self._buffer += data
        passed: list[bytes] = []
        while self._buffer:
            if self._state is not _State.MESSAGE:
                passed.append(self._take_content())
            elif self._buffer[:1] == _MARK:
                if len(self._buffer) < _FRAME_BYTES:
                    break
                passed.append(self._take_frame())
            else:
                end = self._buffer.find(b"\r\n\r\n")
                if end < 0 or end > MAX_HEADER_BYTES:
                    self._check_beginning()
                    break
                passed.append(self._take_header(end))
        return b"".join(passed)

    def _take_content(self) -> bytes:
        taken, self._buffer = self._buffer[: self._left], self._buffer[self._left :]
        self._left -= len(taken)
        if not self._left:
            self._state = _State.MESSAGE
        return taken if self._is_passed else b""

    def _take_frame(self) -> bytes:
        frame, self._buffer = self._buffer[:_FRAME_BYTES], self._buffer[_FRAME_BYTES:]
        self._left = int.from_bytes(frame[2:], "big")
        self._is_passed = self._left >= MIN_PACKET_BYTES
        if self._left:
            self._state = _State.PACKET
        return frame if self._is_passed else b""

    def _check_beginning(self) -> None:
        if len(self._buffer) > MAX_HEADER_BYTES:
            raise PullRefusedError("The source sends a header that is too long.")
        if self._buffer[: len(b"RTSP/")] != b"RTSP/"[: len(self._buffer)]:
            raise PullRefusedError("The source does not speak RTSP.")

    def _take_header(self, end: int) -> bytes:
        header, self._buffer = self._buffer[: end + 4], self._buffer[end + 4 :]
        status_line, *lines = header[:end].split(b"\r\n")
        status = _STATUS_LINE.fullmatch(status_line)
        if status is None:
            raise PullRefusedError("The source does not speak RTSP.")
        if status[1].startswith(b"3"):
            raise PullRefusedError("The source sends us to another address, which is not followed; pull from that one.")
        lengths: list[int] = []
        for line in lines:
            found = _HEADER_LINE.fullmatch(line)
            if found is None:
                raise PullRefusedError("The source does not speak RTSP.")
            if found[1].lower() == b"content-length":
                lengths.append(_length(found[2]))
        if len(lengths) > 1:
            raise PullRefusedError("The source sends a message of several lengths.")
        self._left = sum(lengths)
        self._is_passed = True
        if self._left:
            self._state = _State.BODY
        return header


def _length(value: bytes) -> int:
    found = _LENGTH.fullmatch(value)
    if found is None or int(found[1]) > MAX_BODY_BYTES:
        raise PullRefusedError("The source sends a message that is too long.")
    return int(found[1])
