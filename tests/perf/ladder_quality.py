"""VMAF and SSIM of each rung of a 1080p30 ladder, beside plain ``ffmpeg`` at the same preset and rates.

The first seconds of the file of ``ladder.py`` go through the decoder and encoders of the ladder worker, in this process
and not in real time, and through the ``ffmpeg`` program rung by rung: once as it does by itself, with B-frames and
looking ten pictures ahead, once with ``-tune zerolatency``, which has neither, like Klieg. Each picture is held against
the source's scaled to the rung's size (bicubic) by libvmaf, which PyAV's wheel brings.
"""

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph
from av.video.frame import VideoFrame

from klieg.media.track import VideoTrack
from klieg.media.unit import Unit
from klieg.node.transcode.encoders import EncoderChoice
from klieg.node.transcode.rung_encoder import RungEncoder
from klieg.node.transcode.rungs import Rung
from klieg.node.transcode.source_decoder import SourceDecoder
from perf.instruments.options import Options
from perf.instruments.table import Table
from perf.ladder import PRESET, RUNGS, ZEROLATENCY, encoder_options, make_source, read_units

_TICK = Fraction(1, 30)


@dataclass(frozen=True)
class Score:
    """Mean likeness of a rung to its source."""

    vmaf: float
    ssim: float


def _decode_file(path: Path) -> Iterator[VideoFrame]:
    with av.open(str(path), "r") as container:
        yield from container.decode(video=0)


def _count_bytes(path: Path) -> int:
    with av.open(str(path), "r") as container:
        return sum(packet.size for packet in container.demux(video=0))


def _decode_units(units: list[Unit]) -> Iterator[VideoFrame]:
    track = units[0].track
    assert isinstance(track, VideoTrack), "a rung is a picture"
    decoder = SourceDecoder(track)
    for unit in units:
        yield from (frame for frame, _ in decoder.decode(unit))
    yield from (frame for frame, _ in decoder.flush())


def _make_ours(source: Path, seconds: float) -> dict[str, list[Unit]]:
    """Encode every rung as the worker does, each from the next larger one's picture."""
    chain = [RungEncoder(rung, EncoderChoice(preset=PRESET)) for rung in RUNGS]
    made: dict[str, list[Unit]] = {rung.name: [] for rung in RUNGS}
    decoder: SourceDecoder | None = None
    for unit in read_units(source, seconds):
        assert isinstance(unit.track, VideoTrack), "pictures were read"
        decoder = decoder or SourceDecoder(unit.track)
        for frame, keyframe in decoder.decode(unit):
            picture = frame
            for encoder in chain:
                picture = encoder.scale(picture)
                made[encoder.rung.name] += encoder.encode(picture, keyframe=keyframe)
    return made


def _make_theirs(source: Path, seconds: float, rung: Rung, tune: tuple[str, ...], path: Path) -> None:
    scale = ["-vf", f"scale={rung.width}:{rung.height}", *encoder_options(rung, 0, tune)]
    command = ["ffmpeg", "-v", "error", "-y", "-t", str(seconds), "-i", str(source), "-an", *scale, str(path)]
    subprocess.run(command, check=True)


def _score(source: Path, made: Iterable[VideoFrame], rung: Rung) -> Score:
    with tempfile.NamedTemporaryFile(suffix=".json") as log:
        _judge(_decode_file(source), made, rung, log.name)
        gc.collect()  # the filter writes its log when it is freed
        pooled: dict[str, dict[str, dict[str, float]]] = json.loads(Path(log.name).read_text(encoding="utf-8"))
    metrics = pooled["pooled_metrics"]
    return Score(metrics["vmaf"]["mean"], metrics["float_ssim"]["mean"])


def _judge(reference: Iterable[VideoFrame], made: Iterable[VideoFrame], rung: Rung, log: str) -> None:
    graph = Graph()
    judge = graph.add("libvmaf", f"log_fmt=json:log_path={log}:n_threads=2:feature=name=float_ssim")
    sizes = ((rung.width, rung.height), (1920, 1080))
    inputs = [graph.add_buffer(width=w, height=h, format="yuv420p", time_base=_TICK) for w, h in sizes]
    scaled = graph.add("scale", f"{rung.width}:{rung.height}:flags=bicubic")
    sink = graph.add("buffersink")
    inputs[0].link_to(judge, 0, 0)
    inputs[1].link_to(scaled)
    scaled.link_to(judge, 0, 1)
    judge.link_to(sink)
    graph.configure()
    for index, pair in enumerate(zip(made, reference, strict=False)):
        for frame, into in zip(pair, inputs, strict=True):
            frame.pts, frame.time_base = index, _TICK
            into.push(frame)
        with suppress(av.BlockingIOError):
            sink.pull()
    for into in inputs:
        into.push(None)
    with suppress(av.EOFError, av.BlockingIOError):
        while True:
            sink.pull()


def run(options: Options) -> list[Table]:
    """Measure and return the table."""
    source, seconds = make_source(), options.choose(8, 2)
    table = Table(
        f"Likeness of each rung to the source in its size (x264 {PRESET}, {seconds:.0f} s)",
        ["rung", "made by", "VMAF", "SSIM", "kb/s"],
        notes=["Without B-frames and lookahead a rung goes out at once, and is a little worse for the same bits."],
    )
    ours = _make_ours(source, seconds)
    with tempfile.TemporaryDirectory(prefix="klieg-perf-") as name:
        path = Path(name) / "rung.mkv"
        for rung in RUNGS:
            units = ours[rung.name]
            size = sum(len(unit.payload) for unit in units)
            table.rows.append(_row(rung, "Klieg", _score(source, _decode_units(units), rung), size / seconds))
            for made_by, tune in (("ffmpeg", ()), ("ffmpeg -tune zerolatency", ZEROLATENCY)):
                _make_theirs(source, seconds, rung, tune, path)
                score = _score(source, _decode_file(path), rung)
                table.rows.append(_row(rung, made_by, score, _count_bytes(path) / seconds))
    return [table]


def _row(rung: Rung, made_by: str, score: Score, byte_rate: float) -> list[str]:
    return [rung.name, made_by, f"{score.vmaf:.1f}", f"{score.ssim:.4f}", f"{byte_rate * 8 / 1000:.0f}"]


def main() -> None:
    """Run alone, with the defaults."""
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
