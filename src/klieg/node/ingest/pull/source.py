"""Opens what a pull's address names, whatever the protocol, as a container of PyAV."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import SplitResult, unquote

import av
from av.container import InputContainer
from av.error import FFmpegError

from klieg.media.pull.pull_address import PullRefusedError, PullRules, read_address
from klieg.media.pull.rtsp_answers import RtspAnswers
from klieg.node.ingest.pull.guarded import Relay, fetch
from klieg.node.ingest.pull.hls_file import HlsFile, read_text

_LIMITS = {
    "analyzeduration": "2000000",
    "probesize": "2000000",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,flv,live_flv",  # none that opens other addresses
}
_TIMEOUTS_S = (10.0, 10.0)
_PLAYLIST_TYPES = frozenset({"application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl"})


@contextmanager
def open_source(url: str, rules: PullRules, is_over: Callable[[], bool]) -> Iterator[InputContainer]:
    """Open an address for the length of the context. ``is_over`` ends a wait for more.

    Raises:
        PullRefusedError: it may not be pulled from.
        PlaylistError: its playlist cannot be followed.
        OSError: it cannot be reached.
        FFmpegError: it is no media, or the server says no; not all of these are of the kind OSError.
        HTTPException: the server does not speak HTTP.
    """
    parts = read_address(url, rules)
    with contextlib.ExitStack() as opened:
        if parts.scheme == "file":
            options = {"protocol_whitelist": "file", "enable_drefs": "0", **_LIMITS}
            container = av.open(str(_find_file(parts, rules)), "r", options=options)
        elif parts.scheme in {"rtmp", "rtmps"}:
            relay = opened.enter_context(contextlib.closing(Relay(parts, rules)))
            container = _open_rtmp(parts, relay.port)
        elif parts.scheme in {"rtsp", "rtsps"}:
            relay = opened.enter_context(contextlib.closing(Relay(parts, rules, RtspAnswers().receive)))
            container = _open_rtsp(parts, relay)
        else:
            container = _open_http(url, rules, is_over, opened)
        opened.enter_context(container)
        yield container


def _find_file(parts: SplitResult, rules: PullRules) -> Path:
    folder = Path(rules.folder).resolve()
    path = Path(unquote(parts.path)).resolve()
    if not path.is_relative_to(folder) or not path.is_file() or path.suffix.lower() in {".m3u8", ".ffconcat", ".sdp"}:
        raise PullRefusedError("There is no such media file below the folder that is configured (pull_folder).")
    return path


def _open_rtmp(parts: SplitResult, port: int) -> InputContainer:
    user, at, _ = parts.netloc.rpartition("@")
    app = parts.path.lstrip("/").partition("/")[0]
    query = f"?{parts.query}" if parts.query else ""
    options = {"rtmp_live": "live", "protocol_whitelist": "rtmp,tcp"}
    options["rtmp_tcurl"] = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{app}"
    address = f"rtmp://{user}{at}127.0.0.1:{port}{parts.path}{query}"
    return av.open(address, "r", format="live_flv", options=options | _LIMITS, timeout=_TIMEOUTS_S)


def _open_rtsp(parts: SplitResult, relay: Relay) -> InputContainer:
    """Open a stream whose packets come within the connection; another connection or a port is not opened."""
    user, at, _ = parts.netloc.rpartition("@")
    query = f"?{parts.query}" if parts.query else ""
    options = {"rtsp_transport": "tcp", "protocol_whitelist": "tcp", **_LIMITS, "format_whitelist": "rtsp"}
    address = f"rtsp://{user}{at}127.0.0.1:{relay.port}{parts.path}{query}"
    try:
        return av.open(address, "r", format="rtsp", options=options, timeout=_TIMEOUTS_S)
    except (OSError, FFmpegError):
        if relay.refusal is not None:
            raise relay.refusal from None
        raise


def _open_http(url: str, rules: PullRules, is_over: Callable[[], bool], opened: contextlib.ExitStack) -> InputContainer:
    response, final_url = fetch(url, rules)
    kind = (response.getheader("content-type") or "").partition(";")[0].strip().lower()
    options = {"protocol_whitelist": "", **_LIMITS}
    if kind in _PLAYLIST_TYPES or final_url.partition("?")[0].endswith(".m3u8"):
        file = HlsFile(final_url, read_text(response), rules, is_over)
        return av.open(file, "r", options=options)
    opened.enter_context(response)
    return av.open(response, "r", options=options)
