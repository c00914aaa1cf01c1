"""How the demo process is started: it is an ordinary client, told by its command line all it needs."""

import sys

from klieg.kernel.settings import Settings, reachable_host

DEMO_CHANNEL = "demo"


def demo_command(settings: Settings) -> list[str]:
    """Return the command line of the demo on this machine."""
    return [
        *(sys.executable, "-m", "klieg.demo"),
        *("--control-url", settings.effective_control_url),
        *("--ingest-url", f"rtmp://{reachable_host(settings.rtmp_host)}:{settings.rtmp_port}/live"),
        *("--token-file", str(settings.data_dir / "admin-token")),
        *("--channel", DEMO_CHANNEL),
    ]
