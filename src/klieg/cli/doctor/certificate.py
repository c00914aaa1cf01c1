"""Can RTMPS show its certificate, and for how long?"""

import datetime as dt
from collections.abc import Iterator

from klieg.cli.doctor.finding import Finding, failed, ok, warning
from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX, Settings

ADVISED_DAYS = 14
"""Days before its end that a certificate is spoken of."""


def check_certificate(settings: Settings) -> Iterator[Finding]:
    """Yield what is wrong or right with the certificate; nothing where there is no RTMPS."""
    from klieg.node.ingest.tls_certificate import TlsCertificate, find_certificate  # noqa: PLC0415 - doctor alone needs it

    if not settings.rtmps_port:
        return
    if not settings.tls_certificate_file:
        yield ok("certificate", "self-signed, for encoders that do not check it")
        return
    try:
        certificate: TlsCertificate = find_certificate(settings)
    except SettingsError as error:
        yield failed("certificate", "not usable", str(error))
        return
    yield _check_expiry(certificate.read_expiry(), settings.tls_certificate_file)


def _check_expiry(expiry: dt.datetime, file: str) -> Finding:
    left = expiry - dt.datetime.now(dt.UTC)
    detail = f"{file}, valid until {expiry:%Y-%m-%d}"
    remedy = f"Put a newer certificate into {PREFIX}TLS_CERTIFICATE_FILE; a running node takes it up by itself."
    if left < dt.timedelta():
        return failed("certificate", detail, remedy)
    if left < dt.timedelta(days=ADVISED_DAYS):
        return warning("certificate", detail, remedy)
    return ok("certificate", detail)
