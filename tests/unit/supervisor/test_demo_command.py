from pathlib import Path

from klieg.kernel.settings import Settings
from klieg.supervisor.demo_command import demo_command


def test_it_is_told_where_everything_is() -> None:
    command = demo_command(Settings(data_dir=Path("d"), http_port=9000, rtmp_port=9001, rtmp_host="192.0.2.1"))
    options = dict(zip(command[3::2], command[4::2], strict=True))
    assert options == {
        "--control-url": "http://127.0.0.1:9000",
        "--ingest-url": "rtmp://192.0.2.1:9001/live",
        "--token-file": "d/admin-token",
        "--channel": "demo",
    }
