import gc
import weakref

from fakes.node.parts import FakeTime, RecordingPublisher, make_broadcast, video_unit
from klieg.contracts.ingest import LatencyMode
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.rendition_name import SOURCE
from klieg.node.packaging.store import RenditionStore


def make_store() -> RenditionStore:
    return RenditionStore(
        FakeTime(), low=HlsConfig(), normal=HlsConfig(parts=False), later=lambda call: FakeTime().call_later(0, call)
    )


def test_a_broadcast_is_packaged_in_its_latency_mode_until_it_is_dropped() -> None:
    for mode, parts in ((LatencyMode.LOW, True), (LatencyMode.NORMAL, False)):
        store, broadcast = make_store(), make_broadcast()
        broadcast.latency_mode = mode
        store.attach(broadcast)
        packaged = store.of_session("ss_1")[SOURCE]
        assert packaged.rendition.config.parts is parts
        broadcast.put_on_air(RecordingPublisher())
        for number in range(150):
            broadcast.write(video_unit(number))
        assert packaged.edge.msn >= 1
        assert broadcast.started
        assert store.size_bytes > 0
        store.drop(broadcast)
        assert store.of_session("ss_1") == {}
        assert store.all() == []


def test_media_of_a_dropped_broadcast_are_freed_at_once_whoever_still_knows_it() -> None:
    store, broadcast = make_store(), make_broadcast()
    store.attach(broadcast)
    engine = weakref.ref(store.of_session("ss_1")[SOURCE].rendition)
    broadcast.put_on_air(RecordingPublisher())
    broadcast.write(video_unit(0))
    gc.disable()
    try:
        store.drop(broadcast)
        assert engine() is None
    finally:
        gc.enable()
