"""Are the ports free, or held by our own processes?"""

from collections.abc import Iterator

from klieg.cli.doctor.finding import Finding, failed, ok
from klieg.kernel.settings import Settings
from klieg.supervisor.lock import find_holder
from klieg.supervisor.ports import Port, find_fault, list_ports


def check_ports(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each port."""
    ours = find_holder(settings.data_dir) is not None
    for port in list_ports(settings):
        yield _check_port(port, ours=ours)


def _check_port(port: Port, *, ours: bool) -> Finding:
    name = f"port {port.number}"
    fault = find_fault(port)
    if fault is None:
        return ok(name, f"free, for {port.purpose}")
    if ours:
        return ok(name, f"held by the `klieg serve` of this data folder, for {port.purpose}")
    return failed(name, "not usable", fault)
