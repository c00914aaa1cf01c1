"""Which encoders can make the smaller renditions on this machine?"""

from collections.abc import Iterator

from klieg.cli.doctor.finding import Finding, failed, ok
from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import Settings
from klieg.node.transcode.encoder_probe import check_encoder, find_encoder_fault
from klieg.node.transcode.encoders import ENCODERS, SOFTWARE


def check_encoders(settings: Settings) -> Iterator[Finding]:
    """Yield whether the encoder that is set works, and which others do."""
    chosen = settings.ladder_encoder
    try:
        check_encoder(chosen, settings.ladder_preset)
    except SettingsError as error:
        yield failed("encoder", f"{chosen} does not work here", str(error))
        return
    others = [name for name in ENCODERS if name not in {chosen, SOFTWARE}]
    faults = {name: find_encoder_fault(name, settings.ladder_preset) for name in others}
    notes = [f"{name} {f'is not there: {fault}' if fault else 'works too'}" for name, fault in faults.items()]
    yield ok("encoder", "; ".join([f"{chosen} makes the smaller renditions", *notes]))
