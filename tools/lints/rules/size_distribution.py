"""A hard stop alone lets every file creep up to it.

The median and the 90th percentile of the source keep the usual file small, as in the code bases we admire.
"""

from collections.abc import Iterator
from statistics import quantiles

from tools.lints.definitions import functions
from tools.lints.finding import Finding
from tools.lints.repository import Repository
from tools.lints.rules.function_size import length

FILE_MEDIAN = 120
FILE_P90 = 350
FUNCTION_MEDIAN = 10
FUNCTION_P90 = 35
ENOUGH = 20
"""Fewer samples than this have no distribution worth a rule."""


def check(repository: Repository) -> Iterator[Finding]:
    """Yield a finding when the source as a whole is over its aims."""
    modules = [path for path in repository.python("src") if not path.endswith("/__init__.py")]
    files = [len(repository.lines(path)) for path in modules]
    sizes = [length(node) for path in modules for _, node in functions(repository.tree(path))]
    yield from _compare("files", files, FILE_MEDIAN, FILE_P90)
    yield from _compare("functions", sizes, FUNCTION_MEDIAN, FUNCTION_P90)


def _compare(what: str, sizes: list[int], median_aim: int, p90_aim: int) -> Iterator[Finding]:
    if len(sizes) < ENOUGH:
        return
    tenths = quantiles(sizes, n=10)
    median, p90 = round(tenths[4]), round(tenths[8])
    if median > median_aim or p90 > p90_aim:
        yield Finding(
            "src",
            f"{what} have a median of {median} lines (aim {median_aim}) and a 90th percentile of {p90} ({p90_aim}).",
        )
