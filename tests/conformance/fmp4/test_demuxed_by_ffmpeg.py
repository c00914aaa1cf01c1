"""FFmpeg's demuxer and decoders, as an independent reader of our fragments, give back what went in."""

import io

import av
import pytest

from fakes.encoded_media import EncodedMedia, encode
from klieg.media.containers.fmp4.init import write_init
from klieg.media.containers.fmp4.part import AudioRun, VideoRun, write_part
from klieg.media.track import VideoCodec
from klieg.media.unit import Unit

FRAME_TICKS = 3000
PART_FRAMES = 6


def package(media: EncodedMedia) -> bytes:
    """Write all units in parts of six frames, decoding times untouched."""
    video, audio = media.of(media.video), media.of(media.audio)
    written = [write_init([media.video, media.audio])]
    for number, start in enumerate(range(0, len(video), PART_FRAMES)):
        frames = video[start : start + PART_FRAMES]
        end = frames[-1].dts + FRAME_TICKS if start + PART_FRAMES < len(video) else 1 << 60
        sound = [unit for unit in audio if unit.dts * 90_000 < end * media.audio.timescale]
        audio = audio[len(sound) :]
        times = [unit.dts for unit in frames]
        later = [*times[1:], video[start + PART_FRAMES].dts if end < 1 << 60 else times[-1] + FRAME_TICKS]
        run = VideoRun(
            media.video.id,
            times[0],
            [after - time for time, after in zip(times, later, strict=True)],
            [unit.pts - unit.dts for unit in frames],
            [unit.keyframe for unit in frames],
            [unit.payload for unit in frames],
        )
        heard = AudioRun(media.audio.id, sound[0].dts, 1024, [0] * len(sound), [unit.payload for unit in sound])
        written.append(write_part(number + 1, [run, heard]))
    return b"".join(written)


@pytest.mark.parametrize(
    ("codec", "size", "b_frames"),
    [
        (VideoCodec.H264, (178, 102), 0),
        (VideoCodec.H264, (102, 178), 2),
        (VideoCodec.H265, (178, 102), 2),
        (VideoCodec.AV1, (178, 102), 0),
    ],
)
def test_every_packet_comes_back(codec: VideoCodec, size: tuple[int, int], b_frames: int) -> None:
    media = encode(codec, size=size, b_frames=b_frames)
    assert not b_frames or any(unit.pts > unit.dts for unit in media.units), "B-frames were asked for"
    found: dict[int, list[tuple[int | None, int | None, bool, bytes]]] = {0: [], 1: []}
    with av.open(io.BytesIO(package(media)), "r") as container:
        assert [stream.codec_context.name for stream in container.streams] == [
            {VideoCodec.H264: "h264", VideoCodec.H265: "hevc", VideoCodec.AV1: "libdav1d"}[codec],
            "aac",
        ]
        video = container.streams.video[0]
        assert (video.codec_context.width, video.codec_context.height) == size
        assert bytes(video.codec_context.extradata or b"") == media.video.configuration
        for packet in container.demux():
            if packet.dts is not None:
                found[packet.stream_index].append((packet.pts, packet.dts, packet.is_keyframe, bytes(packet)))
    assert found[0] == [row(unit) for unit in media.of(media.video)]
    assert found[1] == [row(unit) for unit in media.of(media.audio)]


def row(unit: Unit) -> tuple[int, int, bool, bytes]:
    return unit.pts, unit.dts, unit.keyframe, unit.payload


@pytest.mark.parametrize("codec", list(VideoCodec))
def test_every_frame_decodes(codec: VideoCodec) -> None:
    media = encode(codec)
    with av.open(io.BytesIO(package(media)), "r") as container:
        pictures = len(list(container.decode(video=0)))
    with av.open(io.BytesIO(package(media)), "r") as container:
        samples = sum([frame.samples for frame in container.decode(audio=0)])
    assert pictures == len(media.of(media.video))
    assert samples >= (len(media.of(media.audio)) - 2) * 1024
