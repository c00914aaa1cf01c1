"""A clock that a machine reads back from the picture: black and white blocks that say milliseconds.

``ROWS`` x ``COLUMNS`` blocks of ``BLOCK`` pixels from the top left corner, most significant bit first: 44 bits of
milliseconds since the Unix epoch, then four bits: the sum of their nibbles modulo 16. Blocks are whole macroblocks, so
coding does not blur one into the next.
"""

import numpy as np
import numpy.typing as npt

BLOCK = 16
COLUMNS = 24
ROWS = 2
PAYLOAD_BITS = 44
_BLACK, _WHITE = 16, 235


def draw(luma: npt.NDArray[np.uint8], milliseconds: int) -> None:
    """Draw the clock into a luma plane of at least 384 x 32 pixels, in place."""
    check = sum(milliseconds >> shift & 15 for shift in range(0, PAYLOAD_BITS, 4)) % 16
    word = milliseconds << 4 | check
    bits = [word >> shift & 1 for shift in range(PAYLOAD_BITS + 3, -1, -1)]
    blocks = np.where(np.array(bits, dtype=np.uint8).reshape(ROWS, COLUMNS), np.uint8(_WHITE), np.uint8(_BLACK))
    luma[: ROWS * BLOCK, : COLUMNS * BLOCK] = blocks.repeat(BLOCK, axis=0).repeat(BLOCK, axis=1)


def geometry() -> dict[str, int]:
    """What the page needs to read the clock."""
    return {"x": 0, "y": 0, "block": BLOCK, "columns": COLUMNS, "rows": ROWS, "payloadBits": PAYLOAD_BITS}
