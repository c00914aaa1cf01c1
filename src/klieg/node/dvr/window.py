"""The DVR window of every broadcast: a shelf each, one object store for all."""

import asyncio
from collections.abc import Callable, Iterator

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from klieg.contracts.facts import StreamEventName
from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings
from klieg.media.hls.grid import TICKS_PER_SECOND
from klieg.media.hls.rendition import HlsRendition
from klieg.node.broadcast import Broadcast
from klieg.node.dvr.shelf import Shelf, remove_below
from klieg.storage.errors import StoreError
from klieg.storage.object_store import ObjectStore

_log = structlog.get_logger(__name__)

_FAREWELL_S = 3.0
_STORE_UP, _STORE_DOWN = "ok", "unavailable"


class DvrWindow:
    """Keeps segments beyond memory, for as long as playlists list them.

    Args:
        objects: The store.
        folder: Where this node keeps them; nothing else is in it.
        boot_id: This boot of the node: what another boot left is removed.

    Attributes:
        state: ``ok``, or ``unavailable`` since the store refused a segment.
        lost: Segments that left memory before they were in the store.
        reads: Segments read for viewers.
    """

    def __init__(self, objects: ObjectStore, *, folder: str, boot_id: str) -> None:
        self.objects = objects
        self.state = _STORE_UP
        self.lost = 0
        self.reads = 0
        self._root = folder
        self._own = f"{folder}/{boot_id}"
        self._shelves: dict[str, Shelf] = {}
        self._renditions: dict[str, dict[HlsRendition, int]] = {}
        self._reduced: set[str] = set()
        self._leaving: set[asyncio.Task[None]] = set()
        self._written = 0

    def follow(self, broadcast: Broadcast) -> Callable[[HlsRendition], None]:
        """Return what is to be called with each rendition of a broadcast that changed."""

        def receive_change(rendition: HlsRendition) -> None:
            if rendition.config.archive_s:
                self._receive_change(broadcast, rendition)

        return receive_change

    def find(self, session_id: str, rendition: HlsRendition, msn: int) -> str | None:
        """Return the name of the object that has a segment, None when it is not in the store."""
        shelf = self._shelves.get(session_id)
        return shelf.name(rendition, msn) if shelf is not None and rendition.archive.holds(msn) else None

    def drop(self, broadcast: Broadcast) -> None:
        """Remove what a broadcast has in the store: it can no longer be fetched."""
        self._renditions.pop(broadcast.session_id, None)
        self._reduced.discard(broadcast.session_id)
        shelf = self._shelves.pop(broadcast.session_id, None)
        if shelf is not None:
            self._written += shelf.written
            self._leaving.add(shelf.done)
            shelf.done.add_done_callback(self._leaving.discard)
            shelf.close()

    @property
    def waiting_count(self) -> int:
        """Segments that are to be written or being written."""
        return sum(shelf.waiting_count for shelf in self._shelves.values())

    async def remove_old(self) -> None:
        """Remove what an earlier boot of this node left."""
        try:
            removed = await remove_below(self.objects, self._root, but=self._own)
        except StoreError as error:
            self._note_store(str(error))
            return
        if removed:
            _log.info("dvr_leftovers_removed", objects=removed)

    async def aclose(self) -> None:
        """Remove everything, for a few seconds; the next boot removes the rest."""
        for shelf in self._shelves.values():
            shelf.close()
        tasks = [*self._leaving, *(shelf.done for shelf in self._shelves.values())]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_FAREWELL_S)
            for task in late:
                task.cancel()

    def collect(self) -> Iterator[Metric]:
        """Read every number."""
        archives = [rendition.archive for known in self._renditions.values() for rendition in known]
        seconds = sum(archive.ticks for archive in archives) / TICKS_PER_SECOND
        yield GaugeMetricFamily(
            "klieg_node_dvr_bytes",
            "Media that playlists list from the object store.",
            value=sum(archive.size_bytes for archive in archives),
        )
        yield GaugeMetricFamily(
            "klieg_node_dvr_seconds", "The same in seconds, each rendition for itself.", value=seconds
        )
        yield GaugeMetricFamily(
            "klieg_node_dvr_store_up", "0 since the object store refused a segment.", value=self.state == _STORE_UP
        )
        written = self._written + sum(shelf.written for shelf in self._shelves.values())
        yield CounterMetricFamily("klieg_node_dvr_written_segments", "Segments written.", value=written)
        yield CounterMetricFamily(
            "klieg_node_dvr_lost_segments", "Segments that left memory before they were written.", value=self.lost
        )
        yield GaugeMetricFamily(
            "klieg_node_dvr_waiting_segments", "Segments that are to be written.", value=self.waiting_count
        )
        yield CounterMetricFamily("klieg_node_dvr_read_segments", "Segments read for viewers.", value=self.reads)

    def status(self) -> dict[str, object]:
        """Return what ``GET /status`` says."""
        archives = [rendition.archive for known in self._renditions.values() for rendition in known]
        return {
            "store": self.state,
            "bytes": sum(archive.size_bytes for archive in archives),
            "seconds": round(sum(archive.ticks for archive in archives) / TICKS_PER_SECOND, 1),
        }

    def _receive_change(self, broadcast: Broadcast, rendition: HlsRendition) -> None:
        session_id = broadcast.session_id
        shelf = self._shelves.get(session_id)
        if shelf is None:
            shelf = self._shelves[session_id] = Shelf(self.objects, f"{self._own}/{session_id}", self._note_store)
        shelf.receive_change(rendition)
        known = self._renditions.setdefault(session_id, {})
        lost = rendition.lost_count - known.get(rendition, 0)
        known[rendition] = rendition.lost_count
        if lost:
            self._note_lost(broadcast, lost)
        elif not shelf.waiting_count:  # only a store that has caught up ends the matter
            self._reduced.discard(session_id)

    def _note_lost(self, broadcast: Broadcast, lost: int) -> None:
        self.lost += lost
        if broadcast.session_id in self._reduced:
            return
        self._reduced.add(broadcast.session_id)
        _log.warning("dvr_window_reduced", session_id=broadcast.session_id, channel=broadcast.channel_name)
        broadcast.note(StreamEventName.DVR_WINDOW_REDUCED)

    def _note_store(self, fault: str | None) -> None:
        state = _STORE_DOWN if fault else _STORE_UP
        if state != self.state:
            self.state = state
            if fault:
                _log.warning("dvr_store_unavailable", error=fault)
            else:
                _log.info("dvr_store_answers_again")


def open_dvr_window(settings: Settings, boot_id: str) -> DvrWindow | None:
    """Return the DVR window of this node, None when memory holds all of it.

    Raises:
        SettingsError: the object store cannot be used; the sentence says why.
    """
    if settings.dvr_window_s <= settings.dvr_memory_s:
        return None
    try:
        objects = ObjectStore.of_settings(settings)
    except StoreError as error:
        raise SettingsError(f"The object store cannot be used: {error}. Look at {PREFIX}OBJECT_STORE_URL.") from error
    return DvrWindow(objects, folder=f"dvr/{settings.node_id}", boot_id=boot_id)
