"""Every setting of Klieg: environment ``KLIEG_…`` over one TOML file over the defaults here.

The file is ``klieg.toml`` in the working directory, or what ``KLIEG_CONFIG`` names. ``config.example.toml`` lists all
settings with these descriptions; a test keeps the two equal.
"""

import hashlib
import os
import re
import secrets
import tempfile
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from klieg.kernel.errors import SettingsError
from klieg.kernel.mail_settings import MailSettings
from klieg.kernel.openid_settings import OpenidSettings
from klieg.kernel.people_settings import PeopleSettings

PREFIX = "KLIEG_"
_SECRET_WORDS = ("secret", "credential", "password")
SOCKET_PATH_MAX_BYTES = 100
"""sockaddr_un holds 104 bytes on some systems, 108 on Linux, a closing zero among them."""


def _config_file() -> Path:
    return Path(os.environ.get(f"{PREFIX}CONFIG", "klieg.toml"))


class Settings(MailSettings, OpenidSettings, PeopleSettings):
    """What an operator can decide. Units are in the names; ports are TCP unless they say UDP."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data_dir: Path = Field(
        Path("data"), description="Folder for the database, secrets and sockets; made when missing, mode 0700."
    )
    database_url: str = Field(
        "",
        description="SQLAlchemy address of the database, e.g. postgresql://user:password@host/klieg. "
        "Empty: SQLite in the data folder.",
    )
    valkey_url: str = Field(
        "",
        description="Address of a Valkey server, e.g. redis://host:6379/0 or unix:///run/valkey.sock. "
        "Empty: the bundled one, started by `klieg serve` on a unix socket.",
    )
    public_url: str = Field(
        "",
        description="Address people open, e.g. https://live.example.org. Empty: taken from each request.",
    )
    public_playback_url: str = Field(
        "",
        description="Address players fetch media from, e.g. https://media.example.org. "
        "Empty: the host of the page with the node's HTTP port.",
    )
    public_ingest_url: str = Field(
        "",
        description="Address encoders publish to, e.g. rtmp://live.example.org/live. "
        "Empty: the host of the page with the RTMP port.",
    )
    public_rtmps_url: str = Field(
        "",
        description="Address encoders publish to by RTMPS, e.g. rtmps://live.example.org/live. "
        "Empty: the host of the page with the RTMPS port.",
    )
    public_srt_url: str = Field(
        "",
        description="Address encoders publish to by SRT, e.g. srt://live.example.org:9000. "
        "Empty: the host of the page with the SRT port.",
    )
    http_host: str = Field("0.0.0.0", description="Interface the web app, the API and the node's HTTP listen on.")  # noqa: S104 - viewers come from elsewhere
    http_port: int = Field(8080, ge=1, le=65535, description="Port of the web app and the API.")
    node_http_port: int = Field(8081, ge=1, le=65535, description="Port players fetch media from.")
    rtmp_host: str = Field("0.0.0.0", description="Interface RTMP listens on.")  # noqa: S104 - encoders come from elsewhere
    rtmp_port: int = Field(1935, ge=1, le=65535, description="Port encoders publish to.")
    rtmps_port: int = Field(1936, ge=0, le=65535, description="Port encoders publish to by RTMPS. 0: no RTMPS.")
    srt_port: int = Field(9000, ge=0, le=65535, description="UDP port encoders publish to by SRT. 0: no SRT.")
    webrtc_host: str = Field("0.0.0.0", description="Interface WebRTC media go over.")  # noqa: S104 - peers come from elsewhere
    webrtc_port: int = Field(
        8082,
        ge=0,
        le=65535,
        description="UDP port of WebRTC media; the one above it is for FFmpeg and TURN. 0: no WebRTC.",
    )
    webrtc_public_address: str = Field(
        "", description="IP address clients reach this machine at, where a 1:1 NAT hides it. Empty: its own addresses."
    )
    webrtc_max_peers: int = Field(1000, ge=1, le=100_000, description="WHIP and WHEP sessions a node holds at once.")
    webrtc_max_peers_per_address: int = Field(
        200, ge=1, le=100_000, description="WHIP and WHEP sessions a node holds from one address at once."
    )
    ice_servers: str = Field(
        "",
        description="STUN and TURN servers for WebRTC clients, with spaces between, "
        "e.g. stun:stun.example.org turn:turn.example.org:3478?transport=tcp.",
    )
    turn_username: str = Field("", description="User name for the TURN servers, when it is always the same.")
    turn_credential: SecretStr = Field(SecretStr(""), description="Password that goes with it.")
    turn_secret: SecretStr = Field(
        SecretStr(""),
        description="Secret shared with the TURN servers (coturn: static-auth-secret): "
        "each client gets credentials of its own, good for a day.",
    )
    tls_certificate_file: str = Field(
        "",
        description="PEM file with the certificate chain RTMPS shows. A changed file counts within seconds. "
        "Empty: a self-signed one, made in the data folder.",
    )
    tls_key_file: str = Field("", description="PEM file with its key. Empty: the key is in the certificate's file.")
    pull_allowed_hosts: str = Field(
        "",
        description="Hosts channels may pull from, with spaces between, * for any part, e.g. *.example.org. "
        "Empty: every host.",
    )
    pull_private_addresses: bool = Field(
        False, description="Let channels pull from this machine and from private networks too."
    )
    pull_folder: str = Field("", description="Folder whose media files channels may play by file:// addresses.")
    demo: bool = Field(True, description="Keep a demo channel on the air while `klieg serve` runs.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="Form of log lines; auto is console on a terminal and JSON elsewhere."
    )
    node_id: str = Field("node-1", pattern=r"^[a-z0-9-]{1,40}$", description="Name of this node, unique among nodes.")
    control_url: str = Field("", description="Where a node reaches control. Empty: this machine's HTTP port.")
    node_control_url: str = Field(
        "", description="Where control reaches this node. Empty: this machine's node HTTP port."
    )
    internal_secret: SecretStr = Field(
        SecretStr(""),
        description="Shared by control and nodes to trust each other. Empty: made once and kept in the data folder.",
    )
    stream_key_secret: SecretStr = Field(
        SecretStr(""),
        description="Encrypts stream keys in the database; the same for every control. "
        "Empty: made once and kept in the data folder.",
    )
    part_target_ms: int = Field(200, ge=100, le=1000, description="Least length of an LL-HLS part.")
    segment_min_ms: int = Field(1500, ge=500, le=10_000, description="A segment ends at the first keyframe after this.")
    target_duration_s: int = Field(
        4, ge=1, le=20, description="Longest segment; a later keyframe does not wait, the segment is cut without one."
    )
    dvr_window_s: int = Field(
        120,
        ge=20,
        le=86_400,
        description="How far back a live viewer can go, up to a day. What dvr_memory_s does not hold is kept in the "
        "object store.",
    )
    dvr_memory_s: int = Field(120, ge=20, le=14_400, description="How much of the DVR window is kept in memory.")
    object_store_url: str = Field(
        "",
        description="Where media beyond memory and people's pictures are kept, e.g. s3://bucket/prefix. "
        "Empty: the folder objects in the data folder.",
    )
    object_store_endpoint: str = Field(
        "", description="Address of an S3 service other than Amazon's, e.g. https://s3.example.org."
    )
    object_store_region: str = Field("", description="Region of the bucket. Empty: AWS_REGION, or us-east-1.")
    object_store_access_key_id: str = Field(
        "", description="Access key for the bucket. Empty: AWS_ACCESS_KEY_ID, or what the machine has."
    )
    object_store_secret_access_key: SecretStr = Field(SecretStr(""), description="Secret that goes with it.")
    object_store_keep_free_mb: int = Field(
        1000, ge=0, le=10_000_000, description="Of the disk with the local folder this much stays free."
    )
    ladder_hold_ms: int = Field(
        1500,
        ge=0,
        le=5000,
        description="How long after going live the first players wait for the other renditions of a channel that has "
        "them; most players read the list of renditions once.",
    )
    ladder_encoder: Literal["libx264", "h264_nvenc", "h264_vaapi"] = Field(
        "libx264",
        description="What makes the smaller renditions of STANDARD and ADVANCED channels: the processor, or a graphics "
        "card of NVIDIA (nvenc) or of Intel or AMD (vaapi). `klieg doctor` says which of them work here; with one that "
        "does not, a node refuses to start.",
    )
    ladder_preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = Field(
        "veryfast",
        description="How much work goes into a picture: quality against CPU. The names are those of libx264; other "
        "encoders take their nearest.",
    )
    ladder_rungs: str = Field(
        "",
        pattern=r"^\s*$|^\s*\d+:\d+\s*(,\s*\d+:\d+\s*)*$",
        description="The smaller renditions of STANDARD and ADVANCED channels as shorter edge and kb/s, e.g. "
        "720:2400,480:1400,360:630. Empty: those of the channel type and preset.",
    )
    thumbnail_every_s: float = Field(
        10.0,
        ge=0,
        le=3600,
        description="Least time from one live thumbnail of a stream to the next; they are made from keyframes. "
        "0: no thumbnails.",
    )
    basic_limits: bool = Field(
        False, description="Hold BASIC channels to 1.5 Mb/s up to 480 lines and 3.5 Mb/s above, as Amazon IVS does."
    )
    ended_linger_s: int = Field(
        60, ge=5, le=600, description="How long an ended stream can still be fetched, so that players play out."
    )
    reconnect_window_s: float = Field(
        4.0, ge=0, le=60, description="How long a lost publisher may take to come back into the same stream session."
    )
    ingest_idle_timeout_s: float = Field(
        4.0, ge=1, le=60, description="A publisher that sends nothing for this long is lost."
    )
    ingest_handshake_timeout_s: float = Field(
        10.0, ge=1, le=60, description="A connection that does not publish within this time is closed."
    )
    ingest_max_kbps: int = Field(
        30_000, ge=100, le=1_000_000, description="A publisher above this rate over five seconds is ended."
    )
    ingest_max_connections: int = Field(1000, ge=1, le=100_000, description="Ingest connections a node holds at once.")
    ingest_max_connections_per_address: int = Field(
        200, ge=1, le=100_000, description="Ingest connections a node holds from one address at once."
    )
    delivery_max_connections: int = Field(20_000, ge=10, le=1_000_000, description="Player connections a node holds.")
    playback_token_s: int = Field(
        600,
        ge=30,
        le=86_400,
        description="How long an address with a playback token is good to begin watching; who watches goes on.",
    )
    viewer_window_ms: int = Field(
        1700, ge=500, le=60_000, description="A playback session counts as a viewer this long after its last beat."
    )
    viewer_beat_ms: int = Field(750, ge=200, le=30_000, description="How often a player reports that it plays.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments (tests), environment, the TOML file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=_config_file())

    @field_validator("public_url", "public_playback_url", "control_url", "node_control_url")
    @classmethod
    def _is_http_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("must be an http:// or https:// address such as https://live.example.org")
        return value.rstrip("/")

    @field_validator("public_ingest_url")
    @classmethod
    def _is_rtmp_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"rtmp", "rtmps"} or not urlsplit(value).hostname):
            raise ValueError("must be an rtmp:// address such as rtmp://live.example.org/live")
        return value.rstrip("/")

    @field_validator("public_rtmps_url")
    @classmethod
    def _is_rtmps_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme != "rtmps" or not urlsplit(value).hostname):
            raise ValueError("must be an rtmps:// address such as rtmps://live.example.org/live")
        return value.rstrip("/")

    @field_validator("public_srt_url")
    @classmethod
    def _is_srt_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "srt" or not parts.hostname or not parts.port or parts.query):
            raise ValueError("must be an srt:// address with a port, such as srt://live.example.org:9000")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_database_address(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"sqlite", "postgresql", "postgres"}:
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @field_validator("valkey_url")
    @classmethod
    def _is_valkey_address(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"redis", "rediss", "valkey", "valkeys", "unix"}:
            raise ValueError("must start with redis://, valkey:// or unix://")
        return value

    @field_validator("object_store_url")
    @classmethod
    def _is_bucket_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme != "s3" or not urlsplit(value).netloc):
            raise ValueError("must be an s3:// address such as s3://bucket/prefix")
        return value

    @field_validator("webrtc_public_address")
    @classmethod
    def _is_ip_address(cls, value: str) -> str:
        try:
            return str(ip_address(value)) if value else ""
        except ValueError as error:
            raise ValueError("must be an IP address such as 203.0.113.7") from error

    @field_validator("ice_servers")
    @classmethod
    def _are_ice_servers(cls, value: str) -> str:
        for url in value.split():
            if not re.fullmatch(r"(stuns?|turns?):[^/?<>\"]+(\?transport=(udp|tcp))?", url):
                raise ValueError(f"{url} must be like stun:host:3478 or turn:host:3478?transport=tcp")
        return value

    @model_validator(mode="after")
    def _ports_differ(self) -> Self:
        ports = {"http_port": self.http_port, "node_http_port": self.node_http_port, "rtmp_port": self.rtmp_port}
        if self.rtmps_port:
            ports["rtmps_port"] = self.rtmps_port
        if len(set(ports.values())) < len(ports):
            listed = ", ".join(f"{PREFIX}{name.upper()}={port}" for name, port in ports.items())
            raise ValueError(f"{listed}: each needs a port of its own")
        return self

    @model_validator(mode="after")
    def _key_has_certificate(self) -> Self:
        if self.tls_key_file and not self.tls_certificate_file:
            raise ValueError(f"{PREFIX}TLS_KEY_FILE is set and {PREFIX}TLS_CERTIFICATE_FILE is not: name both")
        return self

    @model_validator(mode="after")
    def _mails_link_somewhere(self) -> Self:
        if self.smtp_host and not self.public_url:
            raise ValueError(
                f"{PREFIX}SMTP_HOST is set and {PREFIX}PUBLIC_URL is not: name the address that mails should link to"
            )
        return self

    @cached_property
    def valkey_socket(self) -> Path:
        """Unix socket of the bundled Valkey: in the data folder, or in the temporary one when that is too long."""
        path = self.data_dir.resolve() / "valkey.sock"
        if len(os.fsencode(path)) <= SOCKET_PATH_MAX_BYTES:
            return path
        digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"klieg-{os.getuid()}-{digest}" / path.name

    @property
    def ice_urls(self) -> tuple[str, ...]:
        """The servers of ``ice_servers``, one by one."""
        return tuple(self.ice_servers.split())

    @property
    def effective_valkey_url(self) -> str:
        """Address every process uses for the bus."""
        return self.valkey_url or f"unix://{self.valkey_socket}"

    @property
    def effective_control_url(self) -> str:
        """Where this machine's node reaches control."""
        return self.control_url or f"http://{reachable_host(self.http_host)}:{self.http_port}"

    @property
    def effective_node_control_url(self) -> str:
        """Where control reaches this machine's node."""
        return self.node_control_url or f"http://{reachable_host(self.http_host)}:{self.node_http_port}"

    def read_internal_secret(self) -> str:
        """Return the shared secret, making it in the data folder at first use (race-free, mode 0600)."""
        given = self.internal_secret.get_secret_value()
        return given or read_or_make_secret(self.data_dir / "internal-secret")

    def read_stream_key_secret(self) -> str:
        """Return what encrypts stream keys at rest, making it in the data folder at first use."""
        given = self.stream_key_secret.get_secret_value()
        return given or read_or_make_secret(self.data_dir / "stream-key-secret")


def reachable_host(listening: str) -> str:
    """Return where this machine reaches its own listener, as it stands in a URL."""
    if listening in {"0.0.0.0", "::", ""}:  # noqa: S104 - compares, binds nothing
        return "127.0.0.1"
    return f"[{listening}]" if ":" in listening else listening


def read_or_make_secret(path: Path) -> str:
    """Return the secret kept in ``path``; make 256 random bits there when it does not exist (mode 0600)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
        try:
            os.link(draft, path)  # atomic: of two processes that start together, one wins and both read its secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def load_settings() -> Settings:
    """Read the settings of this process.

    Raises:
        SettingsError: a sentence a line, each naming the setting, its value and the remedy.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(detail) for detail in error.errors())) from error


def _sentence(detail: ErrorDetails) -> str:
    problem = detail["msg"].removeprefix("Value error, ")
    if not detail["loc"]:
        return f"{problem}."
    name = str(detail["loc"][0]).removeprefix(PREFIX.lower())
    if detail["type"] == "extra_forbidden":
        return f"{name} is not a setting of Klieg: remove it from {_config_file()} (config.example.toml lists all)."
    shown = "***" if any(word in name for word in _SECRET_WORDS) else repr(detail["input"])
    return (
        f"{PREFIX}{name.upper()} has the value {shown}, which cannot be used: {problem}. "
        f"Change it in the environment or as `{name}` in {_config_file()}."
    )
