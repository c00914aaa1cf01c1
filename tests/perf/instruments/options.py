"""What a person chooses for a run."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """``quick`` trades precision for time: one repeat, short windows."""

    quick: bool = False
    repeats: int = 3
    soak_minutes: float = 10.0

    def choose(self, full: float, quick: float) -> float:
        """Return the length that fits this run."""
        return quick if self.quick else full

    @property
    def rounds(self) -> int:
        """Interleaved repeats of each measurement."""
        return 1 if self.quick else self.repeats


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options to a command line."""
    parser.add_argument("--quick", action="store_true", help="one repeat, short windows: the instruments, not numbers")
    parser.add_argument("--repeats", type=int, default=3, help="interleaved repeats (default 3)")
    parser.add_argument("--soak-minutes", type=float, default=10.0, help="length of the soak (default 10)")


def read_options(arguments: argparse.Namespace) -> Options:
    """Take the options out of parsed arguments."""
    return Options(quick=arguments.quick, repeats=arguments.repeats, soak_minutes=arguments.soak_minutes)
