"""What Debian's ffmpeg really sends, through the engine and the translator, and decoded again."""

import subprocess
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from fakes.rtmp_sink import RtmpSink, accept_all
from fakes.unit_decoder import decode_audio, decode_video
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import (
    ConnectReceived,
    EndReason,
    Event,
    MetadataReceived,
    PublishEnded,
    PublishReceived,
)
from klieg.media.track import AudioTrack, VideoTrack
from klieg.media.unit import Unit

type RunFfmpeg = Callable[[Sequence[str], str], subprocess.CompletedProcess[str]]

FRAMES = 60


def _picture(size: str, rate: int | str = 30) -> list[str]:
    return ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}"]


SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-pix_fmt", "yuv420p", "-frames:v", str(FRAMES)]
AAC = ["-c:a", "aac", "-ac", "2", "-shortest"]


def _publish(run_ffmpeg: RunFfmpeg, arguments: Sequence[str]) -> RtmpSink:
    with RtmpSink() as sink:
        ended = run_ffmpeg(arguments, sink.url)
        sink.join()
    assert ended.returncode == 0, ended.stderr
    return sink


def _split(sink: RtmpSink) -> tuple[list[Unit], list[Unit]]:
    video = [unit for unit in sink.units if unit.track is sink.translator.video]
    audio = [unit for unit in sink.units if unit.track is sink.translator.audio]
    assert len(video) + len(audio) == len(sink.units)
    return video, audio


def _tracks(sink: RtmpSink) -> tuple[VideoTrack, AudioTrack]:
    assert sink.translator.video is not None
    assert sink.translator.audio is not None
    return sink.translator.video, sink.translator.audio


@pytest.mark.parametrize("size", ["854x480", "1366x768", "406x720"])
def test_odd_sizes_and_portrait(run_ffmpeg: RunFfmpeg, size: str) -> None:
    sink = _publish(run_ffmpeg, [*_picture(size), *SOUND, *H264, *AAC])
    video, audio = _split(sink)
    video_track, audio_track = _tracks(sink)
    assert f"{video_track.width}x{video_track.height}" == size
    assert video_track.frame_rate == 30.0
    assert (audio_track.sample_rate, audio_track.channels, audio_track.codec_string) == (48_000, 2, "mp4a.40.2")
    frames = decode_video(video_track, video)
    assert {f"{frame.width}x{frame.height}" for frame in frames} == {size}
    assert len(video) == len(frames) == FRAMES
    assert [index for index, unit in enumerate(video) if unit.keyframe] == [0, 30]
    assert len(decode_audio(audio_track, audio)) == len(audio)
    assert sink.translator.nudged_stamps == 0


def test_b_frames_keep_their_order(run_ffmpeg: RunFfmpeg) -> None:
    arguments = [*_picture("320x240"), *H264[:3], "medium", *H264[4:], "-bf", "3"]
    sink = _publish(run_ffmpeg, arguments)
    video = sink.units
    assert all(after.dts > before.dts for before, after in pairwise(video))
    assert any(unit.pts > unit.dts for unit in video)
    assert sink.translator.video is not None
    shown = [frame.pts for frame in decode_video(sink.translator.video, video)]
    assert shown == sorted(unit.pts for unit in video)
    assert all(abs(after - before - 3000) <= 90 for before, after in pairwise(sorted(unit.pts for unit in video)))


def test_audio_lies_on_its_grid(run_ffmpeg: RunFfmpeg) -> None:
    sink = _publish(run_ffmpeg, [*_picture("160x120"), *SOUND, *H264, *AAC])
    _, audio = _split(sink)
    assert {after.pts - before.pts for before, after in pairwise(audio)} == {1024}
    assert sink.translator.audio_resyncs == 0


def test_a_variable_frame_rate_keeps_its_times(run_ffmpeg: RunFfmpeg) -> None:
    keep = ["-vf", r"select=lt(n\,20)+not(mod(n\,5))", "-vsync", "vfr"]
    sink = _publish(run_ffmpeg, [*_picture("160x120"), *keep, *H264[:-2], "-frames:v", "30", "-bf", "0"])
    steps = [round((after.pts - before.pts) / 3000) for before, after in pairwise(sink.units)]
    assert steps == [1] * 19 + [1] + [5] * 9


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [([*_picture("160x120"), *H264], "video"), ([*SOUND, "-t", "1", "-c:a", "aac"], "audio")],
)
def test_one_track_alone(run_ffmpeg: RunFfmpeg, arguments: list[str], kind: str) -> None:
    sink = _publish(run_ffmpeg, arguments)
    assert {unit.track.kind for unit in sink.units} == {kind}
    assert (sink.translator.video is None) == (kind == "audio")


def test_the_dialogue_as_ffmpeg_holds_it(run_ffmpeg: RunFfmpeg) -> None:
    sink = _publish(run_ffmpeg, [*_picture("160x120"), *SOUND, *H264, *AAC])
    assert [type(event) for event in sink.events][:3] == [ConnectReceived, PublishReceived, MetadataReceived]
    assert sink.events[-1] == PublishEnded(EndReason.UNPUBLISHED)
    connect, publish = sink.events[:2]
    assert isinstance(connect, ConnectReceived)
    assert (connect.app, connect.tc_url) == ("live", sink.tc_url)
    assert connect.flash_version.startswith("FMLE/3.0")
    assert isinstance(publish, PublishReceived)
    assert (publish.name, publish.publish_type) == ("key", "live")
    assert str(sink.metadata.values["encoder"]).startswith("Lavf")
    assert (sink.metadata.values["width"], sink.metadata.values["framerate"]) == (160.0, 30.0)


def _refuse_connect(connection: ServerConnection, event: Event) -> None:
    if isinstance(event, ConnectReceived):
        connection.refuse_connect("There is no such application here.")


def _refuse_publish(connection: ServerConnection, event: Event) -> None:
    if isinstance(event, PublishReceived):
        connection.refuse_publish(event.stream_id, "NetStream.Publish.BadName", "This stream key is not known here.")
    else:
        accept_all(connection, event)


def _stop_after_metadata(connection: ServerConnection, event: Event) -> None:
    accept_all(connection, event)
    if isinstance(event, MetadataReceived):
        connection.end_publish("NetStream.Publish.Denied", "The operator stopped this stream.")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (_refuse_connect, "There is no such application here."),
        (_refuse_publish, "This stream key is not known here."),
        (_stop_after_metadata, "The operator stopped this stream."),
    ],
)
def test_ffmpeg_prints_the_sentence_of_a_refusal(
    run_ffmpeg: RunFfmpeg,
    answer: Callable[[ServerConnection, Event], None],
    sentence: str,
) -> None:
    with RtmpSink(answer=answer) as sink:
        ended = run_ffmpeg(["-re", *_picture("160x120"), *H264], sink.url)
        sink.join()
    assert ended.returncode != 0
    assert f"Server error: {sentence}" in ended.stderr
    assert sink.units == []
