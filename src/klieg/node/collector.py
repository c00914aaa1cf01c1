"""Keeps the collector of reference cycles from stopping everybody.

A full collection looks at every object of the process. With ten thousand players connected that takes a tenth of a
second or more, in which no stream gets its next part; left alone, Python does it whenever the objects have grown by a
quarter. What lives here is freed by its last reference; cycles are rare, and what is young is still looked at.
"""

import asyncio
import gc

FULL_COLLECTION_EVERY_S = 600.0

_YOUNG = 10_000
_MIDDLE = 20
_NEVER = 1_000_000_000


async def keep_collections_rare() -> None:
    """Leave what was loaded at the start alone for good, and collect fully only now and then; until cancelled."""
    gc.collect()
    gc.freeze()
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    try:
        while True:
            await asyncio.sleep(FULL_COLLECTION_EVERY_S)
            gc.collect()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
