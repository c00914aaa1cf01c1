"""FFmpeg's HLS player reads a folder with what a rendition serves; PyAV gives back every unit."""

import json
import shutil
import subprocess
from pathlib import Path

import av
import pytest

from fakes.encoded_media import EncodedMedia, encode
from fakes.hls_playlist import read_media_playlist
from klieg.media.hls.rendition import HlsConfig, HlsRendition
from klieg.media.track import Track, VideoCodec


def package(media: EncodedMedia, *, parts: bool = True) -> HlsRendition:
    rendition = HlsRendition("source", HlsConfig(parts=parts))
    for unit in media.units:
        rendition.receive_unit(unit, 1.79e9 + unit.dts / unit.track.timescale)
    rendition.receive_end()
    return rendition


def write(rendition: HlsRendition, folder: Path) -> Path:
    text = rendition.media_playlist()
    playlist = read_media_playlist(text)
    for segment in playlist.segments:
        whole = rendition.segment(segment.msn)
        assert whole is not None
        assert segment.uri is not None
        (folder / segment.uri).write_bytes(b"".join(whole))
    for number in {segment.map_uri for segment in playlist.segments}:
        assert number is not None
        init = rendition.init(int(number.removeprefix("init-").removesuffix(".mp4")))
        assert init is not None
        (folder / number).write_bytes(init)
    path = folder / "playlist.m3u8"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("codec", "size", "b_frames"),
    [
        (VideoCodec.H264, (178, 102), 2),
        (VideoCodec.H264, (102, 178), 0),
        (VideoCodec.H265, (178, 102), 2),
        (VideoCodec.AV1, (178, 102), 0),
    ],
)
def test_every_packet_of_every_part_comes_back(
    codec: VideoCodec, size: tuple[int, int], b_frames: int, tmp_path: Path
) -> None:
    """Presentation times differ from the publisher's by one constant for both tracks; payloads not at all."""
    media = encode(codec, size=size, b_frames=b_frames)
    file = tmp_path / "all.mp4"
    rendition = package(media)
    whole = [rendition.init(0) or b""]
    for msn in range(rendition.position[0] + 1):
        whole += rendition.segment(msn) or ()
    file.write_bytes(b"".join(whole))
    shifts: set[float] = set()
    with av.open(str(file), "r") as container:
        found = [packet for packet in container.demux() if packet.dts is not None]
    tracks: tuple[Track, ...] = (media.video, media.audio)
    for index, track in enumerate(tracks):
        packets = [packet for packet in found if packet.stream_index == index]
        units = media.of(track)
        units = units[len(units) - len(packets) :]
        assert [bytes(packet) for packet in packets] == [unit.payload for unit in units]
        times = {(packet.pts or 0) - unit.pts for packet, unit in zip(packets, units, strict=True)}
        assert len(times) == 1
        shifts.add(round(times.pop() / track.timescale, 3))
    assert len(shifts) == 1


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("parts", [True, False])
def test_ffprobe_reads_the_playlist(tmp_path: Path, *, parts: bool) -> None:
    media = encode(VideoCodec.H264, b_frames=2, seconds=6.0)
    playlist = write(package(media, parts=parts), tmp_path)
    probed = subprocess.run(
        ["ffprobe", "-v", "warning", "-show_packets", "-show_streams", "-of", "json", str(playlist)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert probed.stderr == b"", probed.stderr.decode()
    answer = json.loads(probed.stdout)
    assert [stream["codec_name"] for stream in answer["streams"]] == ["h264", "aac"]
    assert (answer["streams"][0]["width"], answer["streams"][0]["height"]) == (178, 102)
    pictures = [packet for packet in answer["packets"] if packet["codec_type"] == "video"]
    assert len(pictures) == len(media.of(media.video))


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
def test_ffmpeg_decodes_across_a_reconnect_without_a_complaint(tmp_path: Path) -> None:
    media = encode(VideoCodec.H264, seconds=3.0)
    rendition = HlsRendition("source", HlsConfig())
    for _ in range(2):
        for unit in media.units:
            rendition.receive_unit(unit, 1.79e9)
        rendition.receive_discontinuity()
    rendition.receive_end()
    playlist = write(rendition, tmp_path)
    played = subprocess.run(
        ["ffmpeg", "-v", "warning", "-i", str(playlist), "-f", "null", "-"],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert played.stderr == b"", played.stderr.decode()


def test_a_pause_without_audio_stays_decodable(tmp_path: Path) -> None:
    """Parts without samples stand in for a second of silence in the pictures."""
    media = encode(VideoCodec.H264, seconds=3.0)
    units = [unit for unit in media.of(media.video) if not 6.0 <= unit.dts / 90_000 < 7.0]
    rendition = HlsRendition("source", HlsConfig())
    for unit in units:
        rendition.receive_unit(unit, 1.79e9)
    rendition.receive_end()
    with av.open(str(write(rendition, tmp_path)), "r") as container:
        assert len(list(container.decode(video=0))) == len(units)
