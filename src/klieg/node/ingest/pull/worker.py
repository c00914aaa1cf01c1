"""A pull's worker process: ``python -m klieg.node.ingest.pull.worker <descriptor>``.

The node says ``pull`` (address and rules) once. Each time the source is open the worker says ``opened`` and waits for
``go``; then units come at the pace of their times, and ``ended`` when the source ended or failed. ``drop`` ends it from
the node's side. Whatever ended it, the worker opens it again after a pause that grows.
"""

import os
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from http.client import HTTPException

from av.error import FFmpegError

from klieg.kernel.backoff import Backoff
from klieg.media.pull.interleaver import Interleaver, seconds
from klieg.media.pull.pull_address import PullRefusedError, PullRules
from klieg.media.pull.source_playlist import PlaylistError
from klieg.media.unit import Unit
from klieg.node.ingest.demuxing import Demuxer, DemuxError
from klieg.node.ingest.pull.source import open_source
from klieg.node.workers.child import Link, ParentGoneError, run_child
from klieg.node.workers.wire import Message

STREAM = "pull"
AHEAD_S = 0.2
"""Units may come this much before their time: sources write in bursts."""

LATE_S = 2.0
"""A source that is this late was away, or its clock is slow: its pace begins anew."""

JUMP_S = 10.0
"""Media times that are this much ahead of the pace have jumped: the source is opened anew."""

INTERLEAVE_S = 12.0
"""Media time one track may be behind another: a segment of fragmented MP4."""

_ANSWER_TIMEOUT_S = 15.0


class PullWorker:
    """One thread reads the source, the main one the node."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._go = threading.Event()
        self._dropped = threading.Event()

    def work(self) -> None:
        """Serve until the node is gone."""
        while True:
            for found in self._link.poll(1.0):
                if isinstance(found, Message):
                    self._obey(found.fields)

    def _obey(self, fields: dict[str, object]) -> None:
        match fields.get("type"):
            case "pull":
                hosts = tuple(str(fields["allowed_hosts"]).split())
                rules = PullRules(hosts, bool(fields["private_addresses"]), str(fields["folder"]))
                threading.Thread(target=self._run, args=(str(fields["url"]), rules), daemon=True).start()
            case "go":
                self._go.set()
            case "drop":
                self._dropped.set()
                self._go.set()

    def _run(self, url: str, rules: PullRules) -> None:
        try:
            self._keep_pulling(url, rules)
        except ParentGoneError:
            os._exit(0)
        finally:
            traceback.print_exc()
            os._exit(1)  # an error of ours; a worker that fetches nothing is none, and the node starts another

    def _keep_pulling(self, url: str, rules: PullRules) -> None:
        backoff = Backoff()
        while True:
            began = time.monotonic()
            self._go.clear()
            self._dropped.clear()
            code, description = self._pull_once(url, rules)
            self._link.forget(STREAM)
            self._link.send_message({"type": "ended", "code": code, "description": description[:300]})
            time.sleep(backoff.delay_after(time.monotonic() - began))

    def _pull_once(self, url: str, rules: PullRules) -> tuple[str, str]:
        """Play the source once; return a fault's code, empty for a mere end, and a sentence, empty when dropped."""
        try:
            with open_source(url, rules, self._dropped.is_set) as container:
                demuxer = Demuxer(container)
                self._link.send_message({"type": "opened"})
                if self._go.wait(_ANSWER_TIMEOUT_S):
                    self._play(demuxer)
                if self._dropped.is_set():
                    return "", ""
        except DemuxError as error:
            return error.code, str(error)
        except PlaylistError as error:
            return "malformed_media", str(error)
        except PullRefusedError as error:
            return "pull_refused", str(error)
        except (OSError, FFmpegError, HTTPException) as error:
            return "", f"The source cannot be read: {getattr(error, 'strerror', '') or type(error).__name__}."
        return "", "The source ended."

    def _play(self, demuxer: Demuxer) -> None:
        start: float | None = None
        for unit in _in_order(demuxer):
            now = time.monotonic()
            at = seconds(unit)
            if start is None or now - start - at > LATE_S:
                start = now - at
            ahead_s = start + at - now
            if ahead_s > JUMP_S:
                raise DemuxError("", "The times of the source jumped.")
            if ahead_s > AHEAD_S:
                self._dropped.wait(ahead_s - AHEAD_S)
            if self._dropped.is_set():
                return
            self._link.send_unit(STREAM, unit)


def _in_order(demuxer: Demuxer) -> Iterator[Unit]:
    interleaver = Interleaver(demuxer.track_count, INTERLEAVE_S)
    for unit in demuxer.read():
        yield from interleaver.receive_unit(unit)
    yield from interleaver.flush()


def work(link: Link, _arguments: Sequence[str]) -> None:
    """Be the worker of one pull."""
    try:
        PullWorker(link).work()
    except ParentGoneError:
        os._exit(0)  # the other thread may be deep in FFmpeg or in a connection


if __name__ == "__main__":
    run_child("pull", work)
