"""Janus as a peer: its streaming plugin sends the RTP that it is given to every viewer."""

import itertools
import json
import shutil
import urllib.request
from typing import Any

from perf.instruments.servers import Server, ServerError, await_url, free_ports

VIDEO, AUDIO = 96, 111
_FOLDER = "configuration"
_MOUNTPOINT = 1
_ALL = {
    "plugins": "audiobridge duktape echotest lua nosip recordplay sip textroom videocall videoroom voicemail",
    "transports": "mqtt nanomsg pfunix rabbitmq websockets",
}
_LISTS = {kind: ",".join(f"libjanus_{name}.so" for name in names.split()) for kind, names in _ALL.items()}
_MAIN = """
general: {{ configs_folder = "{folder}" debug_level = 3 session_timeout = 0 reclaim_session_timeout = 0
  event_loops = 2 server_name = "perf" }}
certificates: {{ }}
media: {{ ipv6 = false }}
nat: {{ ice_lite = true ice_ignore_list = "vmnet" nice_debug = false }}
plugins: {{ disable = "{plugins}" }}
transports: {{ disable = "{transports}" }}
"""
_HTTP = """
general: {{ json = "compact" base_path = "/janus" http = true port = {port} ip = "127.0.0.1" https = false }}
admin: {{ admin_http = false }}
"""
_STREAMING = """
one: {{ type = "rtp" id = {mountpoint} metadata = ""
  media = (
    {{ type = "video" mid = "v" label = "v" port = {video} pt = {VIDEO} codec = "h264"
       fmtp = "profile-level-id=42e01f;packetization-mode=1" }},
    {{ type = "audio" mid = "a" label = "a" port = {audio} pt = {AUDIO} codec = "opus" }}
  ) }}
"""


class JanusServer(Server):
    """Debian's Janus with one mountpoint, two event loops and ICE lite.

    Attributes:
        video_port: Where it takes RTP of the picture, payload type ``VIDEO``.
        audio_port: Where it takes RTP of the sound, payload type ``AUDIO``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.http_port, self.video_port, self.audio_port = free_ports(3)
        self._transactions = itertools.count(1)
        self._session = 0

    def start(self) -> None:
        binary = shutil.which("janus")
        if binary is None:
            raise ServerError("Janus is needed: apt-get install --no-install-recommends janus.")
        folder = self.folder / _FOLDER
        folder.mkdir()
        numbers = {"mountpoint": _MOUNTPOINT, "video": self.video_port, "audio": self.audio_port}
        texts = {
            "janus": _MAIN.format(folder=folder, **_LISTS),
            "janus.transport.http": _HTTP.format(port=self.http_port),
            "janus.plugin.streaming": _STREAMING.format(**numbers, VIDEO=VIDEO, AUDIO=AUDIO),
        }
        for name, text in texts.items():
            (folder / f"{name}.jcfg").write_text(text)
        self._spawn([binary, "-F", str(folder), "-C", str(folder / "janus.jcfg"), "--disable-colors"])
        await_url(f"{self._url}/info", timeout_s=10)
        self._session = self._ask("", janus="create")["data"]["id"]

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self.http_port}/janus"

    def watch(self) -> tuple[int, str]:
        """Have one more viewer; return its handle and what Janus offers it."""
        plugin = "janus.plugin.streaming"
        handle: int = self._ask(f"/{self._session}", janus="attach", plugin=plugin)["data"]["id"]
        offered = self._tell(handle, {"request": "watch", "id": _MOUNTPOINT})
        return handle, offered["jsep"]["sdp"]

    def answer(self, handle: int, sdp: str) -> None:
        """Pass a viewer's answer on."""
        self._tell(handle, {"request": "start"}, {"type": "answer", "sdp": sdp})

    def _tell(self, handle: int, body: dict[str, Any], jsep: dict[str, str] | None = None) -> dict[str, Any]:
        more = {"jsep": jsep} if jsep else {}
        self._ask(f"/{self._session}/{handle}", janus="message", body=body, **more)
        while True:
            with urllib.request.urlopen(f"{self._url}/{self._session}?maxev=1", timeout=30) as answer:
                event: dict[str, Any] = json.loads(answer.read())
            if event.get("janus") == "event" and event.get("sender") == handle:
                if "error" in event["plugindata"]["data"]:
                    raise ServerError(f"Janus says: {event['plugindata']['data']}")
                return event

    def _ask(self, path: str, **fields: object) -> dict[str, Any]:
        body = json.dumps({**fields, "transaction": str(next(self._transactions))}).encode()
        request = urllib.request.Request(self._url + path, body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            told: dict[str, Any] = json.loads(answer.read())
        if told["janus"] == "error":
            raise ServerError(f"Janus says: {told['error']}")
        return told
