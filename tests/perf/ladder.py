"""The ladder of a STANDARD channel beside the ``ffmpeg`` program making the same one to HLS, from the same file.

The source is 20 s of 1080p30 H.264 (6 Mb/s, keyframe every 2 s) with AAC, replayed by ``ffmpeg -re -c copy``: moving
fractals under noise. **CPU**: Klieg's node and ladder worker over a window of real time, against ffmpeg going through
the file once: decoding once, scaling and encoding the same rungs (libx264, same preset, rates, buffers and GOP) to
HLS segments of 2 s with the source copied; once as it does by itself, with B-frames and looking ahead, and once with
``-tune zerolatency``, as Klieg encodes. The ladder worker alone goes through the file in the same way, which a busy
machine disturbs less. All may use every core, and nobody watches. A result in which Klieg gave up a rung for want of
CPU says so. **Start**: from the source's first media to the first of each rung, asked for every 20 ms.
"""

import asyncio
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import av

from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.kernel.log import configure_log
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.track import MAIN_VIDEO, TrackId
from klieg.media.unit import Unit
from klieg.node.transcode.broadcast_ladder import WORKER
from klieg.node.transcode.encoders import BUFFER_S, PEAK, SOFTWARE
from klieg.node.transcode.rungs import Rung, choose_sizes, plan_ladder
from klieg.node.workers.process import WorkerProcess
from perf.instruments.machine import Meter, command_line, descendants, describe, rss_bytes
from perf.instruments.options import Options
from perf.instruments.servers import KliegServer, fetch
from perf.instruments.table import Table, spread

PRESET = "veryfast"
RUNGS = plan_ladder(
    choose_sizes(PublishRules(channel_type=ChannelType.STANDARD)), width=1920, height=1080, frame_rate=30.0
)
ZEROLATENCY = ("-tune", "zerolatency")
_SOURCE_S = 20
_SOURCE = (
    "-f lavfi -i mandelbrot=size=1920x1080:rate=30:end_scale=0.003 -f lavfi -i testsrc2=size=1920x1080:rate=30 "
    "-f lavfi -i sine=frequency=440:sample_rate=48000 -filter_complex "
    f"[0][1]blend=all_mode=average,noise=alls=8:allf=t,format=yuv420p -t {_SOURCE_S} -c:v libx264 -preset veryfast "
    "-b:v 6M -maxrate 6M -bufsize 12M -g 60 -sc_threshold 0 -bf 0 -c:a aac -b:a 128k -f mp4"
)
_GOP = 60
_REST_S = 2.0
_SETTLE_S = 6.0
_START_WITHIN_S = 30.0
_MADE_WITHIN_S = 300.0
_GOAL = 1.1


def make_source() -> Path:
    """Return the file, made by ffmpeg once per machine."""
    path = Path(tempfile.gettempdir()) / "klieg-perf-ladder.mp4"
    if not path.exists():
        draft = path.with_suffix(".part")
        subprocess.run(["ffmpeg", "-v", "error", "-y", *_SOURCE.split(), str(draft)], check=True)
        draft.rename(path)
    return path


def encoder_options(rung: Rung, stream: int, tune: tuple[str, ...] = ()) -> list[str]:
    """Return ffmpeg's options for one of its output's pictures to be ``rung``."""
    return [
        *(f"-c:v:{stream}", "libx264", f"-preset:v:{stream}", PRESET),
        *(f"-b:v:{stream}", str(rung.bit_rate)),
        *(f"-maxrate:v:{stream}", str(round(rung.bit_rate * PEAK))),
        *(f"-bufsize:v:{stream}", str(round(rung.bit_rate * BUFFER_S))),
        *(f"-g:v:{stream}", str(_GOP), f"-sc_threshold:v:{stream}", "0"),
        *((f"{tune[0]}:v:{stream}", *tune[1:]) if tune else ()),
    ]


def read_units(source: Path, seconds: float = _SOURCE_S) -> Iterator[Unit]:
    """Yield the picture's units of the file's first seconds."""
    with av.open(str(source), "r") as container:
        stream = container.streams.video[0]
        track = H264Configuration.parse(bytes(stream.codec_context.extradata or b"")).track(MAIN_VIDEO)
        assert stream.time_base is not None, "a file says its time base"
        for packet in container.demux(stream):
            if packet.pts is not None and packet.pts * stream.time_base < seconds:
                pts = round(packet.pts * stream.time_base * track.timescale)
                yield Unit(track, pts, pts, packet.is_keyframe, bytes(packet))


@dataclass(frozen=True)
class Turn:
    """One stream.

    Attributes:
        rest: Cores of the node before anybody publishes.
        node: Cores of the node.
        worker: Cores of the ladder worker.
        worker_mb: Resident memory of the ladder worker.
        starts: Seconds from the source's first media to each rung's.
        whole: Whether every rung was made to the end.
    """

    rest: float
    node: float
    worker: float
    worker_mb: float
    starts: dict[str, float]
    whole: bool


@contextmanager
def publishing(source: Path, url: str) -> Iterator[None]:
    """Replay the file in real time until the block ends."""
    command = ["ffmpeg", "-v", "error", "-re", "-stream_loop", "-1", "-i", str(source), "-c", "copy", "-f", "flv", url]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _measure_klieg(klieg: KliegServer, name: str, source: Path, seconds: float) -> Turn:
    channel = klieg.create_channel(name)
    _make_standard(klieg, name)
    node = next(pid for pid in klieg.processes()["node"] if "worker" not in " ".join(command_line(pid)))
    rest = Meter([node])
    time.sleep(_REST_S)
    at_rest = rest.read().core_share
    with publishing(source, f"rtmp://127.0.0.1:{klieg.rtmp_port}/live/{channel.stream_key}"):
        starts = _time_starts(channel.playback_url)
        time.sleep(_SETTLE_S)
        workers = [pid for pid in descendants(node) if "ladder_worker" in " ".join(command_line(pid))]
        meters = [Meter([node]), Meter(workers)]
        time.sleep(seconds)
        used = [meter.read().core_share for meter in meters]
        metrics = (fetch(f"{klieg.media_url}/metrics") or b"").decode()
        whole = f"klieg_node_ladder_rungs {len(RUNGS)}.0" in metrics
        return Turn(at_rest, used[0], used[1], rss_bytes(workers) / 1e6, starts, whole)


async def _measure_worker(source: Path) -> float:
    """Return CPU seconds of a ladder worker, start included, for a second of the file, fed as fast as it takes it."""
    units = list(read_units(source))
    made: dict[TrackId, int] = {}
    news = asyncio.Event()

    def receive(_stream: str, unit: Unit) -> None:
        made[unit.track.id] = unit.pts
        news.set()

    worker = WorkerProcess(
        WORKER,
        name="ladder",
        on_message=lambda _fields: None,
        on_unit=receive,
        on_exit=lambda _code: None,
        arguments=(SOFTWARE, PRESET),
    )
    await worker.start()
    try:
        worker.send({"do": "begin", "stream": "perf/1"})
        worker.send({"do": "plan", "rungs": [asdict(rung) for rung in RUNGS]})
        async with asyncio.timeout(_MADE_WITHIN_S):
            for unit in units:
                while not worker.send_unit("perf/1", unit):
                    news.clear()
                    await news.wait()
            while len(made) < len(RUNGS) or min(made.values()) < units[-2].pts:
                news.clear()
                await news.wait()
        return worker.cpu_seconds / _SOURCE_S
    finally:
        await worker.stop()


def _make_standard(klieg: KliegServer, name: str) -> None:
    token = (klieg.folder / "data" / "admin-token").read_text(encoding="ascii").strip()
    request = urllib.request.Request(
        f"{klieg.page_url}/api/v1/channels/{name}",
        method="PATCH",
        data=json.dumps({"type": ChannelType.STANDARD.value}).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10):
        pass


def _time_starts(index_url: str) -> dict[str, float]:
    """Return seconds from the source's first media to each rung's in the list of renditions."""
    wanted = {rung.name for rung in RUNGS}
    began: float | None = None
    starts: dict[str, float] = {}
    deadline = time.monotonic() + _START_WITHIN_S
    while time.monotonic() < deadline and starts.keys() != wanted:
        index = (fetch(index_url) or b"").decode()
        now = time.monotonic()
        if began is None and "source/" in index:
            began = now
        for name in wanted - starts.keys():
            if began is not None and f"/{name}/" in index:
                starts[name] = now - began
        time.sleep(0.02)
    return starts


def _measure_ffmpeg(source: Path, tune: tuple[str, ...]) -> float:
    """Return CPU seconds for a second of the file, read as fast as it goes."""
    folder = Path(tempfile.mkdtemp(prefix="klieg-perf-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        subprocess.run(_ffmpeg_ladder(source, folder, tune), check=True, stdin=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / _SOURCE_S


def _ffmpeg_ladder(source: Path, folder: Path, tune: tuple[str, ...]) -> list[str]:
    """Return the command line of the same ladder by ffmpeg alone."""
    labels = [f"[s{rung.number}]" for rung in RUNGS]
    graph = f"[0:v]split={len(RUNGS)}{''.join(labels)}"
    command = ["ffmpeg", "-v", "error", "-i", str(source)]
    for label, rung in zip(labels, RUNGS, strict=True):
        graph += f";{label}scale={rung.width}:{rung.height}[v{rung.number}]"
    command += ["-filter_complex", graph, "-map", "0:v", "-map", "0:a"]
    for rung in RUNGS:
        command += ["-map", f"[v{rung.number}]", "-map", "0:a"]
    command += ["-c:v:0", "copy", "-c:a", "copy"]
    for rung in RUNGS:
        command += encoder_options(rung, rung.number, tune)
    streams = " ".join(f"v:{number},a:{number}" for number in range(len(RUNGS) + 1))
    command += ["-f", "hls", "-hls_time", "2", "-hls_list_size", "6", "-hls_flags", "delete_segments"]
    return [*command, "-var_stream_map", streams, str(folder / "v%v.m3u8")]


def _cpu_table(turns: list[Turn], alone: list[float], theirs: dict[str, list[float]], notes: list[str]) -> Table:
    live = [turn.node + turn.worker for turn in turns]
    nodes, workers = ([*column] for column in zip(*((turn.node, turn.worker) for turn in turns), strict=True))
    plain = statistics.median(theirs["ffmpeg, to HLS"])
    ratio = _ratio(live, plain) if all(turn.whole for turn in turns) else "-"
    rows = [["Klieg, live, to LL-HLS", spread(nodes, 3), spread(workers), spread(live), ratio]]
    measured = {"Klieg's ladder worker, from the file": alone, **theirs}
    rows += [[name, "-", "-", spread(values), _ratio(values, plain)] for name, values in measured.items()]
    return Table(
        f"CPU seconds for a second of a 1080p30 ladder (goal: ≤ {_GOAL} of ffmpeg's)",
        ["", "node", "ladder worker", "together", "ratio"],
        list(rows),
        notes,
    )


def _ratio(values: list[float], to: float) -> str:
    return f"{statistics.median(values) / to:.2f}"


def run(options: Options) -> list[Table]:
    """Measure and return the tables."""
    source, seconds = make_source(), options.choose(20, 6)
    configure_log("error", "console", process="perf")
    tunes = {"ffmpeg, to HLS": (), "ffmpeg -tune zerolatency": ZEROLATENCY}
    turns: list[Turn] = []
    alone: list[float] = []
    theirs: dict[str, list[float]] = {name: [] for name in tunes}
    with KliegServer(pinned=False, ladder_preset=PRESET, ladder_hold_ms="0") as klieg:
        for number in range(options.rounds):
            turns.append(_measure_klieg(klieg, f"ladder-{number}", source, seconds))
            alone.append(asyncio.run(_measure_worker(source)))
            for made_by, tune in tunes.items():
                theirs[made_by].append(_measure_ffmpeg(source, tune))
    notes = [
        f"{options.rounds} turns of {seconds:.0f} s each. Rungs: {', '.join(rung.name for rung in RUNGS)}.",
        f"The worker's resident memory: {spread([turn.worker_mb for turn in turns], 0)} MB.",
        f"The node before anybody publishes: {spread([turn.rest * 100 for turn in turns], 1)} % of a core.",
    ]
    if not all(turn.whole for turn in turns):
        notes.append("Live, Klieg gave up rungs: this machine was too busy for that row.")
    started = Table(
        "Seconds from the source's first media to that of a rung",
        ["rung", "seconds"],
        [[rung.name, spread([turn.starts[rung.name] for turn in turns if rung.name in turn.starts])] for rung in RUNGS],
        [describe()],
    )
    return [_cpu_table(turns, alone, theirs, notes), started]


def main() -> None:
    """Run alone, with the defaults."""
    for table in run(Options()):
        sys.stdout.write(table.render() + "\n")


if __name__ == "__main__":
    main()
