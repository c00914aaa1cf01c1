"""Runs every check in the order people read the report."""

from klieg.cli.doctor.certificate import check_certificate
from klieg.cli.doctor.encoders import check_encoders
from klieg.cli.doctor.finding import Finding
from klieg.cli.doctor.machine import check_clock, check_codecs, check_file_limit, check_web_build
from klieg.cli.doctor.mail import check_mail
from klieg.cli.doctor.network import check_ports
from klieg.cli.doctor.srt import check_srt
from klieg.cli.doctor.storage import check_storage
from klieg.cli.doctor.stores import check_bus, check_database
from klieg.cli.doctor.webrtc import check_webrtc
from klieg.kernel.settings import Settings

_CHECKS = (
    check_ports,
    check_certificate,
    check_srt,
    check_webrtc,
    check_storage,
    check_clock,
    check_codecs,
    check_encoders,
    check_file_limit,
    check_web_build,
)
_OTHERS_CHECKS = (check_database, check_bus, check_mail)


async def examine(settings: Settings) -> list[Finding]:
    """Return what every check found."""
    findings = [finding for check in _CHECKS for finding in check(settings)]
    for check_other in _OTHERS_CHECKS:
        findings += [finding async for finding in check_other(settings)]
    return findings
