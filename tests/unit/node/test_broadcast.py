from dataclasses import replace

import pytest

from fakes.node.parts import (
    VIDEO,
    Observed,
    RecordingPublisher,
    RecordingReader,
    audio_unit,
    make_broadcast,
    video_unit,
)
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.media.track import DERIVED_VIDEO, TrackId
from klieg.node.broadcast import Broadcast, BroadcastState


@pytest.fixture
def broadcast() -> Broadcast:
    made = make_broadcast()
    made.put_on_air(RecordingPublisher())
    return made


def test_every_reader_gets_every_unit_in_order(broadcast: Broadcast) -> None:
    readers = [RecordingReader(), RecordingReader()]
    for reader in readers:
        broadcast.attach(reader)
    units = [video_unit(0), audio_unit(0), video_unit(1)]
    for unit in units:
        broadcast.write(unit)
    assert [reader.units for reader in readers] == [units, units]


def test_a_reader_that_fails_is_detached_and_the_others_go_on(broadcast: Broadcast) -> None:
    broken, sound = RecordingReader(fails_at=1), RecordingReader()
    broadcast.attach(broken)
    broadcast.attach(sound)
    for number in range(4):
        broadcast.write(video_unit(number))
    assert (len(broken.units), len(sound.units)) == (1, 4)


def test_when_the_last_reader_failed_there_is_nobody_to_publish_to(broadcast: Broadcast) -> None:
    gone: list[bool] = []
    broadcast.on_readers_gone = lambda: gone.append(True)
    broadcast.attach(RecordingReader(fails_at=0))
    broadcast.write(video_unit(0))
    assert gone == [True]


def test_a_detached_reader_gets_nothing_more(broadcast: Broadcast) -> None:
    reader = RecordingReader()
    broadcast.attach(reader)
    broadcast.write(video_unit(0))
    broadcast.detach(reader)
    broadcast.write(video_unit(1))
    assert len(reader.units) == 1


def test_a_publisher_that_returns_is_announced_as_a_discontinuity_but_not_the_first(broadcast: Broadcast) -> None:
    reader = RecordingReader()
    broadcast.attach(reader)
    broadcast.write(video_unit(0))
    broadcast.await_publisher()
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    broadcast.put_on_air(RecordingPublisher())
    broadcast.end(EndReason.STOPPED)
    assert reader.heard == ["discontinuity", "end"]


def test_the_encoder_is_described_again_only_when_it_changes_on_the_air(broadcast: Broadcast) -> None:
    observed = Observed()
    broadcast.observe(observed)
    broadcast.write(video_unit(0))
    broadcast.note_started()
    broadcast.note_started()
    broadcast.write(video_unit(1))
    broadcast.write(video_unit(2, track=replace(VIDEO)))  # equal parameters in a new object
    broadcast.write(video_unit(3, track=replace(VIDEO, width=1920, height=1080)))
    broadcast.describe_encoder("OBS", {"fps": 30.0})
    broadcast.describe_encoder("OBS", {"fps": 30.0})
    assert [what for what, _ in observed.told] == ["started", "described", "described"]
    assert broadcast.encoder.tracks[0].width == 1920
    assert broadcast.encoder.software == "OBS"


def test_states_out_of_order_are_our_bugs(broadcast: Broadcast) -> None:
    with pytest.raises(AssertionError):
        broadcast.put_on_air(RecordingPublisher())
    broadcast.end(EndReason.STOPPED)
    with pytest.raises(AssertionError):
        broadcast.end(EndReason.STOPPED)
    with pytest.raises(AssertionError):
        broadcast.await_publisher()


def test_when_only_derivers_are_left_there_is_nobody_to_publish_to(broadcast: Broadcast) -> None:
    gone: list[bool] = []
    broadcast.on_readers_gone = lambda: gone.append(True)
    broadcast.attach(RecordingReader(fails_at=0))
    broadcast.attach(RecordingReader(), aside=True)
    broadcast.write(video_unit(0))
    assert gone == [True]


def test_a_deriver_that_fails_leaves_the_others_on_the_air(broadcast: Broadcast) -> None:
    gone: list[bool] = []
    broadcast.on_readers_gone = lambda: gone.append(True)
    broadcast.attach(RecordingReader())
    broadcast.attach(RecordingReader(fails_at=0), aside=True)
    broadcast.write(video_unit(0))
    assert gone == []


def test_a_derived_track_is_no_part_of_the_encoders_description_and_ends_once(broadcast: Broadcast) -> None:
    observed, reader = Observed(), RecordingReader()
    broadcast.observe(observed)
    broadcast.attach(reader)
    rung = replace(VIDEO, id=TrackId(DERIVED_VIDEO + 1), width=640, height=360)
    broadcast.write(video_unit(0))
    broadcast.note_started()
    broadcast.write(video_unit(0, track=rung))
    assert [track.width for track in broadcast.encoder.tracks] == [1280]
    broadcast.end_track(rung.id)
    broadcast.end_track(rung.id)
    assert reader.heard == ["track 101 ended"]
    assert rung.id not in broadcast.tracks
    assert [what for what, _ in observed.told] == ["started"]


def test_what_its_owner_should_read_is_told(broadcast: Broadcast) -> None:
    observed = Observed()
    broadcast.observe(observed)
    broadcast.note(StreamEventName.RENDITIONS_SHED, "480p30")
    assert observed.told == [("noted", (StreamEventName.RENDITIONS_SHED, "480p30"))]
