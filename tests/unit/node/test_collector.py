"""Full collections are rare while a node runs, and as they were afterwards."""

import asyncio
import contextlib
import gc

from klieg.node.collector import keep_collections_rare


async def test_no_full_collection_happens_by_itself_while_it_runs() -> None:
    before = gc.get_threshold()
    task = asyncio.create_task(keep_collections_rare())
    await asyncio.sleep(0)
    full = gc.get_stats()[2]["collections"]
    kept = [[index] for index in range(1_000_000)]
    during, threshold = gc.get_stats()[2]["collections"], gc.get_threshold()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert kept
    assert during == full
    assert threshold[0] > 0, "what is young is still looked at"
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
