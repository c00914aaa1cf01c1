"""``klieg channel …``."""

from typing import Annotated

import typer

from klieg.cli.acting import act
from klieg.cli.asking import ask
from klieg.cli.output import JsonFlag, print_json, print_view, print_views
from klieg.contracts.ingest import ChannelType, LatencyMode, MultitrackPolicy, MultitrackResolution, TranscodePreset

channel_app = typer.Typer(help="Make, look at, change and remove channels.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the channel, as in its address.", show_default=False)]
Title = Annotated[str | None, typer.Option(help="What people read above the picture; an empty one removes it.")]
Latency = Annotated[
    LatencyMode | None,
    typer.Option(
        "--latency-mode",
        "--latency",
        case_sensitive=False,
        help="ULTRA_LOW: WebRTC beside LL-HLS. LOW: parts, about a second. NORMAL: whole segments.",
    ),
]
Type = Annotated[
    ChannelType | None,
    typer.Option(
        "--type",
        case_sensitive=False,
        help="BASIC passes the picture on, STANDARD beside a ladder of smaller ones, ADVANCED_SD and ADVANCED_HD make "
        "a ladder up to 480 and 720 lines.",
    ),
]
Preset = Annotated[
    TranscodePreset | None,
    typer.Option(case_sensitive=False, help="Bit rates of the ladder of an ADVANCED channel."),
]
InsecureIngest = Annotated[
    bool | None,
    typer.Option(
        "--insecure-ingest/--secure-ingest", help="Whether encoders may come by plain RTMP, or SRT without passphrase."
    ),
]
MultitrackChoice = Annotated[
    MultitrackPolicy | None,
    typer.Option(
        "--multitrack", case_sensitive=False, help="Whether a STANDARD channel takes several pictures from one encoder."
    ),
]
MaximumResolution = Annotated[
    MultitrackResolution | None,
    typer.Option(case_sensitive=False, help="Largest of several pictures: 864, 1280 or 1920 pixels an edge."),
]

_TITLES = {
    "name": "Name",
    "title": "Title",
    "type": "Type",
    "preset": "Preset",
    "latency_mode": "Latency mode",
    "insecure_ingest": "Insecure ingest",
    "multitrack": "Multitrack",
    "ingest_url": "Publish to",
    "rtmps_url": "By RTMPS",
    "srt_url": "By SRT",
    "whip_url": "By WHIP",
    "stream_key": "Stream key",
    "srt_passphrase": "SRT passphrase",
    "pull_url": "Pulled from",
    "playback_url": "Playback",
    "whep_url": "By WHEP",
    "is_live": "Live",
    "viewer_count": "Viewers",
    "started_at": "Since",
}
_COLUMNS = {
    "name": "NAME",
    "is_live": "LIVE",
    "viewer_count": "VIEWERS",
    "started_at": "SINCE",
    "type": "TYPE",
    "latency_mode": "LATENCY",
    "playback_url": "PLAYBACK",
}


@channel_app.command("create")
def create(
    name: Name,
    *,
    title: Title = None,
    latency_mode: Latency = None,
    channel_type: Type = None,
    preset: Preset = None,
    insecure_ingest: InsecureIngest = None,
    multitrack: MultitrackChoice = None,
    maximum_resolution: MaximumResolution = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a channel and show its stream key. Unless said otherwise: BASIC, LOW, insecure ingest, no multitrack."""
    wanted = _named(
        name=name,
        title=title or None,
        latency_mode=latency_mode,
        type=channel_type,
        preset=preset,
        insecure_ingest=insecure_ingest,
        multitrack=_named(policy=multitrack, maximum_resolution=maximum_resolution) or None,
    )
    print_view(act(lambda application: application.create_channel(wanted)), _TITLES, as_json=as_json)


@channel_app.command("set")
def revise(
    name: Name,
    *,
    title: Title = None,
    latency_mode: Latency = None,
    channel_type: Type = None,
    preset: Preset = None,
    insecure_ingest: InsecureIngest = None,
    multitrack: MultitrackChoice = None,
    maximum_resolution: MaximumResolution = None,
    as_json: JsonFlag = False,
) -> None:
    """Change a channel; what is not named stays. All but the title counts from the next stream on."""
    changes = _named(
        title=title,
        latency_mode=latency_mode,
        type=channel_type,
        preset=preset,
        insecure_ingest=insecure_ingest,
        multitrack=_named(policy=multitrack, maximum_resolution=maximum_resolution) or None,
    )
    if title == "":
        changes["title"] = None
    if not changes:
        raise typer.BadParameter("name something to change, such as --title", param_hint="'OPTIONS'")
    print_view(act(lambda application: application.revise_channel(name, changes)), _TITLES, as_json=as_json)


@channel_app.command("list")
def list_channels(*, as_json: JsonFlag = False) -> None:
    """List the channels."""
    channels = act(lambda application: application.list_channels())
    print_views(channels, _COLUMNS, as_json=as_json, nothing="No channels: make one with `klieg channel create NAME`.")


@channel_app.command("show")
def show(name: Name, *, as_json: JsonFlag = False) -> None:
    """Show a channel, its addresses and its stream key."""
    print_view(act(lambda application: application.show_channel(name)), _TITLES, as_json=as_json)


@channel_app.command("publish-url")
def publish_url(name: Name, *, as_json: JsonFlag = False) -> None:
    """Print the address and stream key of a channel in one, as ffmpeg wants it."""
    channel = act(lambda application: application.show_channel(name))
    url = f"{channel.ingest_url}/{channel.stream_key}"
    if as_json:
        print_json({"publish_url": url})
    else:
        print(url)


@channel_app.command("pull")
def pull(
    name: Name,
    url: Annotated[str, typer.Argument(help="Address of the media, e.g. rtsp://camera.example/stream.")],
    *,
    as_json: JsonFlag = False,
) -> None:
    """Have a node fetch a channel's media from an address, until stop-pull."""
    print_view(act(lambda application: application.set_pull(name, {"url": url})), _TITLES, as_json=as_json)


@channel_app.command("stop-pull")
def stop_pull(name: Name, *, as_json: JsonFlag = False) -> None:
    """Fetch a channel's media no longer; what is on the air from there ends."""
    print_view(act(lambda application: application.set_pull(name, None)), _TITLES, as_json=as_json)


@channel_app.command("delete")
def delete(
    name: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete a channel with its history; what is on the air ends."""
    if not yes:
        ask(f"Delete the channel {name} with its history?")
    act(lambda application: application.delete_channel(name))
    if as_json:
        print_json({"deleted": name})
    else:
        print(f"Deleted {name}.")


@channel_app.command("reset-key")
def reset_key(name: Name, *, as_json: JsonFlag = False) -> None:
    """Replace the stream key and the SRT passphrase; what is on the air ends, the old key no longer works."""
    print_view(act(lambda application: application.reset_stream_key(name)), _TITLES, as_json=as_json)


def _named(**fields: object) -> dict[str, object]:
    """Return what was named on the command line."""
    return {name: value for name, value in fields.items() if value is not None}
