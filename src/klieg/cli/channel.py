"""``klieg channel …``."""

import sys
from typing import Annotated

import typer

from klieg.cli.acting import act
from klieg.cli.output import JsonFlag, print_json, print_view, print_views
from klieg.contracts.ingest import LatencyMode

channel_app = typer.Typer(help="Make, look at and remove channels.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the channel, as in its address.", show_default=False)]

_TITLES = {
    "name": "Name",
    "title": "Title",
    "ingest_url": "Publish to",
    "stream_key": "Stream key",
    "playback_url": "Playback",
    "latency_mode": "Latency mode",
    "is_live": "Live",
    "viewer_count": "Viewers",
    "started_at": "Since",
}
_COLUMNS = {
    "name": "NAME",
    "is_live": "LIVE",
    "viewer_count": "VIEWERS",
    "started_at": "SINCE",
    "latency_mode": "LATENCY",
    "playback_url": "PLAYBACK",
}


@channel_app.command("create")
def create(
    name: Name,
    *,
    title: Annotated[str | None, typer.Option(help="What people read above the picture.")] = None,
    latency_mode: Annotated[
        LatencyMode, typer.Option(case_sensitive=False, help="LOW: parts, about a second. NORMAL: whole segments.")
    ] = LatencyMode.LOW,
    as_json: JsonFlag = False,
) -> None:
    """Make a channel and show its stream key."""
    channel = act(lambda application: application.create_channel(name, title=title, latency_mode=latency_mode))
    print_view(channel, _TITLES, as_json=as_json)


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


@channel_app.command("delete")
def delete(
    name: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Delete a channel with its history; what is on the air ends."""
    if not yes:
        _ask(f"Delete the channel {name} with its history?")
    act(lambda application: application.delete_channel(name))
    if as_json:
        print_json({"deleted": name})
    else:
        print(f"Deleted {name}.")


@channel_app.command("reset-key")
def reset_key(name: Name, *, as_json: JsonFlag = False) -> None:
    """Replace the stream key; what is on the air ends, the old key no longer works."""
    print_view(act(lambda application: application.reset_stream_key(name)), _TITLES, as_json=as_json)


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody is there to ask: add --yes", param_hint="'--yes'")
    typer.confirm(question, abort=True)
