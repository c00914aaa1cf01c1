"""A crowd of WebRTC viewers in one process: libdatachannel answers to, counts, and reports as players do.

``python -m perf.instruments.whep_crowd <viewers> offering|answering``: one session description of each viewer as a JSON
line on standard output, the server's on standard input, in turn; who offers begins. Then a line ``open`` when all are
connected; after a line on standard input one with the packets that came and that never came since the first one of each
viewer. Nothing is decoded.
"""

import json
import os
import sys
import threading
import time

import libdatachannel

VIDEO, AUDIO = 96, 111
_REPORT_S = 1.0
_SSRC = 4711


class Viewer:
    """One viewer: what came of each of its sources."""

    def __init__(self) -> None:
        configuration = libdatachannel.Configuration()
        configuration.disable_auto_negotiation = True
        self.connection = libdatachannel.PeerConnection(configuration)
        self.tracks: list[libdatachannel.Track] = []
        self.received = 0
        self._ranges: dict[int, tuple[int, int]] = {}
        self._ssrcs: set[int] = set()

    def offer(self) -> None:
        """Offer to a server."""
        direction = libdatachannel.Description.Direction.RecvOnly
        video = libdatachannel.Description.Video("0", direction)
        video.add_h264_codec(VIDEO)
        audio = libdatachannel.Description.Audio("1", direction)
        audio.add_opus_codec(AUDIO)
        self._add_tracks(video, audio)
        self._say(libdatachannel.Description.Type.Offer)
        self.connection.set_remote_description(libdatachannel.Description(_read_line(), "answer"))

    def answer(self) -> None:
        """Answer a server's offer."""
        description = libdatachannel.Description(_read_line(), "offer")
        offered = [description.media(index) for index in range(description.media_count())]
        self._add_tracks(
            *(media.reciprocate() for media in offered if isinstance(media, libdatachannel.Description.Media))
        )
        self.connection.set_remote_description(description)
        self._say(libdatachannel.Description.Type.Answer)

    def _add_tracks(self, *sections: libdatachannel.Description.Media) -> None:
        self.tracks = [self.connection.add_track(section) for section in sections]
        for track in self.tracks:
            track.reset_callbacks()

    def _say(self, kind: libdatachannel.Description.Type) -> None:
        """Print the own description, complete."""
        self.connection.set_local_description(kind)
        while self.connection.gathering_state() != libdatachannel.PeerConnection.GatheringState.Complete:
            time.sleep(0.001)
        print(json.dumps(str(self.connection.local_description())), flush=True)

    def take(self) -> None:
        """Count what came."""
        for index, track in enumerate(self.tracks):
            while (packet := track.receive()) is not None:
                if 192 <= packet[1] <= 223:
                    continue
                self.received += 1
                self._ssrcs.add(int.from_bytes(packet[8:12]))
                sequence = packet[2] << 8 | packet[3]
                first, last = self._ranges.get(index, (sequence, sequence))
                ahead = (sequence - last) & 0xFFFF
                self._ranges[index] = (first, last + ahead if ahead < 0x8000 else last)

    @property
    def lost(self) -> int:
        """Packets between the first and the last that did not come."""
        return sum(last - first + 1 for first, last in self._ranges.values()) - self.received

    def report(self) -> None:
        """Say that it is there: a receiver report with a block for each source."""
        blocks = b"".join(ssrc.to_bytes(4) + bytes(20) for ssrc in sorted(self._ssrcs))
        head = bytes((0x80 | len(self._ssrcs), 201)) + (1 + 6 * len(self._ssrcs)).to_bytes(2)
        if self._ssrcs:
            self.tracks[0].send(head + _SSRC.to_bytes(4) + blocks)


def main(count: int, *, offering: bool) -> None:
    """Be the crowd."""
    viewers = [Viewer() for _ in range(count)]
    for viewer in viewers:
        if offering:
            viewer.offer()
        else:
            viewer.answer()
    opened = libdatachannel.PeerConnection.State.Connected
    while any(viewer.connection.state() != opened for viewer in viewers):
        time.sleep(0.01)
    print("open", flush=True)
    asked = threading.Event()
    threading.Thread(target=_await_word, args=(asked,), daemon=True).start()
    report_at = 0.0
    while not asked.is_set():
        for viewer in viewers:
            viewer.take()
        if time.monotonic() >= report_at:
            report_at = time.monotonic() + _REPORT_S
            for viewer in viewers:
                viewer.report()
        time.sleep(0.005)
    received = sum(viewer.received for viewer in viewers)
    print(json.dumps({"received": received, "lost": sum(viewer.lost for viewer in viewers)}), flush=True)


def _read_line() -> str:
    line: str = json.loads(sys.stdin.readline())
    return line


def _await_word(asked: threading.Event) -> None:
    sys.stdin.readline()
    asked.set()


if __name__ == "__main__":
    main(int(sys.argv[1]), offering=sys.argv[2] == "offering")
    os._exit(0)  # libdatachannel's threads would abort an orderly end
