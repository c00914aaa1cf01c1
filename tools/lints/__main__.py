"""``python -m tools.lints [rule …]``: run the rules, print what is broken, exit 1 when anything is."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tools.lints import rules
from tools.lints.exceptions import PATH, BudgetException, apply_exceptions, read_exceptions
from tools.lints.finding import Finding
from tools.lints.repository import Repository

ROOT = Path(__file__).resolve().parents[2]

type Check = Callable[[Repository], Iterator[Finding]]


def all_rules() -> dict[str, Check]:
    """Return every rule by name: a file in ``rules/`` is a rule, its function ``check`` runs it."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    return {name.replace("_", "-"): import_module(f"tools.lints.rules.{name}").check for name in names}


def run_rules(repository: Repository, wanted: dict[str, Check], exceptions: list[BudgetException]) -> list[str]:
    """Return a line for each finding of the wanted rules that no exception allows."""
    lines = []
    for name, check in wanted.items():
        findings = apply_exceptions(name, check(repository), exceptions)
        lines += [f"{finding} [{name}]" for finding in findings]
    return lines


def main(arguments: list[str]) -> int:
    """Run the named rules (all, when none is named) over this repository; return the exit code."""
    rules_by_name = all_rules()
    if unknown := set(arguments) - set(rules_by_name):
        print(f"No such rule: {', '.join(sorted(unknown))}. There are: {', '.join(rules_by_name)}.")
        return 2
    exceptions = read_exceptions(ROOT)
    lines = [
        f"{PATH}:1: {entry.where} names a rule that does not exist: {entry.rule}"
        for entry in exceptions
        if entry.rule not in rules_by_name
    ]
    wanted = {name: check for name, check in rules_by_name.items() if not arguments or name in arguments}
    lines += run_rules(Repository(ROOT), wanted, exceptions)
    print("\n".join(lines) if lines else f"{len(wanted)} house rules kept.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
