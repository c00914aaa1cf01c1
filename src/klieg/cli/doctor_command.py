"""``klieg doctor``."""

import asyncio

import typer

from klieg.cli.exit_codes import ExitCode
from klieg.cli.output import JsonFlag, print_json
from klieg.kernel.log import configure_log
from klieg.kernel.settings import load_settings

_MARKS = {"ok": "ok", "warning": "warning", "failed": "FAILED"}


def doctor(*, as_json: JsonFlag = False) -> None:
    """Check ports, storage, clock, codecs and stores, and say what to do. Exit code 1 when a check failed."""
    from klieg.cli.doctor.examine import examine  # noqa: PLC0415 - loads the stores' drivers
    from klieg.cli.doctor.finding import Verdict  # noqa: PLC0415 - same

    settings = load_settings()
    configure_log("error", settings.log_format, process="doctor")
    findings = asyncio.run(examine(settings))
    failed = any(finding.verdict is Verdict.FAILED for finding in findings)
    if as_json:
        print_json({"ok": not failed, "checks": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            print(f"{_MARKS[finding.verdict]:<9}{finding.check:<14}{finding.detail}")
            if finding.remedy:
                print("\n".join(f"{'':<9}{'':<14}-> {line}" for line in finding.remedy.splitlines()))
    raise typer.Exit(ExitCode.REFUSED if failed else ExitCode.OK)
