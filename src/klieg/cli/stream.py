"""``klieg stream …``."""

from typing import Annotated

import typer

from klieg.cli.acting import act
from klieg.cli.output import JsonFlag, print_json, print_views

stream_app = typer.Typer(help="Look at and stop what is on the air.", no_args_is_help=True)

_COLUMNS = {
    "channel": "CHANNEL",
    "is_live": "LIVE",
    "viewer_count": "VIEWERS",
    "started_at": "SINCE",
    "node_id": "NODE",
    "session_id": "STREAM SESSION",
}


@stream_app.command("list")
def list_streams(*, as_json: JsonFlag = False) -> None:
    """List what is on the air or about to be."""
    streams = act(lambda application: application.list_streams())
    print_views(streams, _COLUMNS, as_json=as_json, nothing="Nothing is on the air.")


@stream_app.command("stop")
def stop(
    channel: Annotated[str, typer.Argument(help="Name of the channel.", show_default=False)],
    *,
    as_json: JsonFlag = False,
) -> None:
    """Stop a channel's stream: the encoder is told and dropped."""
    stopped = act(lambda application: application.stop_stream(channel))
    if as_json:
        print_json(stopped.model_dump(mode="json"))
    else:
        print(f"Stopped {stopped.channel}. An encoder that tries again comes back: reset the key to keep it out.")
