"""The list of budgets that are not kept yet. It may only shrink.

A rule with a budget gives each finding its measured value. An exception names place, rule and value; it silences the
finding while the value is exactly that. A larger value fails (it grew), a smaller one fails too (write the new value
down), and so does an exception that nothing needs any more.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.lints.finding import Finding

PATH = "tools/lints/exceptions.toml"


@dataclass(frozen=True, slots=True)
class BudgetException:
    """One entry of the list: ``reason`` says why it is there."""

    rule: str
    where: str
    value: int
    reason: str


def read_exceptions(root: Path) -> list[BudgetException]:
    """Return the entries of the list, none when there is no list."""
    file = root / PATH
    if not file.exists():
        return []
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("exception", [])
    return [BudgetException(**entry) for entry in entries]


def apply_exceptions(rule: str, findings: Iterable[Finding], exceptions: list[BudgetException]) -> list[Finding]:
    """Return the findings of ``rule`` that stay, and one for each exception that should shrink or go."""
    allowed = {entry.where: entry for entry in exceptions if entry.rule == rule}
    kept = []
    for finding in findings:
        entry = allowed.pop(finding.where, None)
        if entry is None or finding.value is None:
            kept.append(finding)
        elif finding.value > entry.value:
            kept.append(Finding(finding.where, f"grew from {entry.value} to {finding.value}: {finding.message}"))
        elif finding.value < entry.value:
            kept.append(Finding(finding.where, f"is down to {finding.value}: lower the value {entry.value} in {PATH}."))
    kept += [Finding(where, f"needs no exception from {rule} any more: remove it from {PATH}.") for where in allowed]
    return kept
