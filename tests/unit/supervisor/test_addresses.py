import pytest

from klieg.kernel.settings import Settings
from klieg.supervisor import addresses
from klieg.supervisor.addresses import find_addresses


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "network_address", lambda: "192.0.2.7")


def test_all_interfaces_are_told_as_localhost_and_the_network() -> None:
    found = find_addresses(Settings(http_port=9000, rtmp_port=1945))
    assert found.web == ["http://localhost:9000", "http://192.0.2.7:9000"]
    assert found.ingest == "rtmp://localhost:1945/live"


def test_rtmps_is_told_where_it_is_on() -> None:
    assert find_addresses(Settings(rtmps_port=1946)).rtmps == "rtmps://localhost:1946/live"
    assert find_addresses(Settings(rtmps_port=0)).rtmps is None
    assert (
        find_addresses(Settings(public_rtmps_url="rtmps://in.example.org/live")).rtmps == "rtmps://in.example.org/live"
    )


def test_a_machine_without_a_network_is_told_as_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "network_address", lambda: None)
    assert find_addresses(Settings()).web == ["http://localhost:8080"]


def test_public_addresses_win() -> None:
    found = find_addresses(
        Settings(public_url="https://live.example.org", public_ingest_url="rtmp://in.example.org/live")
    )
    assert found.web == ["https://live.example.org"]
    assert found.ingest == "rtmp://in.example.org/live"


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", "127.0.0.1"), ("fd00::1", "[fd00::1]")])
def test_one_interface_is_told_alone(host: str, told: str) -> None:
    found = find_addresses(Settings(http_host=host, rtmp_host=host))
    assert found.web == [f"http://{told}:8080"]
    assert found.ingest == f"rtmp://{told}:1935/live"
