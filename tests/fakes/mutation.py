"""Inputs near to good ones, the same each run: what a fuzzer without feedback does in a test suite."""

import random
from collections.abc import Iterator, Sequence


def mutations(seeds: Sequence[bytes], count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield ``count`` inputs, each one of the seeds with a few bytes changed, cut, doubled or moved."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(data))
            match chance.randint(0, 5):
                case 0 if at < len(data):
                    data[at] ^= 1 << chance.randint(0, 7)
                case 1 if at < len(data):
                    data[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
                case 2:
                    del data[at:]
                case 3:
                    del data[at : at + chance.randint(1, 8)]
                case 4:
                    data[at:at] = chance.randbytes(chance.randint(1, 8))
                case _:
                    data += chance.choice(seeds)[: chance.randint(0, 64)]
        yield bytes(data)
