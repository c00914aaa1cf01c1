"""What a channel asks of its publisher: set by its owner, told to nodes, kept through a session."""

import re
from typing import Any

import httpx
import pytest

from fakes.control.fake_node import FakeNode
from fakes.control.running_control import RunningControl
from klieg.contracts.ingest import (
    ChannelType,
    IngestProtocol,
    LatencyMode,
    MultitrackPolicy,
    MultitrackResolution,
    PublishAccepted,
    PublishRefused,
    PublishRules,
    RefusalCode,
    SrtPassphraseAnswer,
    TranscodePreset,
)

PLAIN = {
    "type": "BASIC",
    "preset": None,
    "insecure_ingest": True,
    "multitrack": {"policy": "REFUSE", "maximum_resolution": "FULL_HD"},
}


async def revise(running: RunningControl, status: int = httpx.codes.OK, **changes: Any) -> dict[str, Any]:
    response = await running.admin.patch("/api/v1/channels/demo", json=changes)
    assert response.status_code == status, response.text
    revised: dict[str, Any] = response.json()
    return revised


def configuration(channel: dict[str, Any]) -> dict[str, Any]:
    return {field: channel[field] for field in PLAIN}


async def test_a_channel_is_basic_and_open_unless_said_otherwise(running: RunningControl) -> None:
    await running.make_channel()
    channel = (await running.admin.get("/api/v1/channels/demo")).json()
    assert configuration(channel) == PLAIN
    assert channel["rtmps_url"] == "rtmps://localhost:1936/live"
    assert channel["whip_url"] == "http://localhost:8081/whip"
    assert channel["whep_url"] == "http://localhost:8081/whep/demo"
    assert channel["srt_url"] == f"srt://localhost:9000?streamid={channel['stream_key']}"
    assert re.fullmatch("[a-z2-7]{24}", channel["srt_passphrase"])


async def test_a_channel_is_made_with_all_of_it(running: RunningControl) -> None:
    wanted = {
        "name": "full",
        "latency_mode": "ULTRA_LOW",
        "type": "STANDARD",
        "insecure_ingest": False,
        "multitrack": {"policy": "REQUIRE", "maximum_resolution": "HD"},
    }
    made = (await running.admin.post("/api/v1/channels", json=wanted)).json()
    assert {field: made[field] for field in wanted} == wanted
    assert made["srt_url"].endswith(f"?streamid={made['stream_key']}&passphrase={made['srt_passphrase']}")


async def test_a_change_keeps_what_it_does_not_name(running: RunningControl) -> None:
    await running.make_channel()
    await revise(running, type="STANDARD", multitrack={"policy": "ALLOW", "maximum_resolution": "SD"})
    revised = await revise(running, multitrack={"policy": "REQUIRE"}, insecure_ingest=False)
    assert revised["multitrack"] == {"policy": "REQUIRE", "maximum_resolution": "SD"}
    assert (revised["type"], revised["insecure_ingest"]) == ("STANDARD", False)
    refused = await revise(running, httpx.codes.CONFLICT, type="BASIC")
    assert refused["code"] == "channel_configuration"
    basic = await revise(running, type="BASIC", multitrack={"policy": "REFUSE"})
    assert (basic["type"], basic["multitrack"]["policy"]) == ("BASIC", "REFUSE")


async def test_a_preset_comes_and_goes_with_the_type(running: RunningControl) -> None:
    await running.make_channel()
    assert (await revise(running, type="ADVANCED_HD"))["preset"] == "HIGHER_BANDWIDTH_DELIVERY"
    constrained = "CONSTRAINED_BANDWIDTH_DELIVERY"
    assert (await revise(running, preset=constrained))["preset"] == constrained
    assert (await revise(running, type="ADVANCED_SD"))["preset"] == constrained
    assert (await revise(running, preset=None))["preset"] == "HIGHER_BANDWIDTH_DELIVERY"
    assert (await revise(running, type="STANDARD"))["preset"] is None
    await revise(running, httpx.codes.CONFLICT, preset=constrained)


async def test_a_publisher_gets_the_rules_of_its_channel(running: RunningControl) -> None:
    key = await running.make_channel()
    await revise(running, type="ADVANCED_SD", preset="CONSTRAINED_BANDWIDTH_DELIVERY", latency_mode="ULTRA_LOW")
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    assert decision.latency_mode is LatencyMode.ULTRA_LOW
    assert decision.rules == PublishRules(
        channel_type=ChannelType.ADVANCED_SD, preset=TranscodePreset.CONSTRAINED_BANDWIDTH_DELIVERY
    )
    await revise(running, type="STANDARD", multitrack={"policy": "ALLOW", "maximum_resolution": "HD"})
    again = await FakeNode(running.bus, boot_id=running.node.boot_id, held=running.node.held).authorize(
        running.nodes_client, key
    )
    assert isinstance(again, PublishAccepted)
    assert again.rules == PublishRules(
        channel_type=ChannelType.STANDARD,
        multitrack=MultitrackPolicy.ALLOW,
        multitrack_resolution=MultitrackResolution.HD,
    )


@pytest.mark.parametrize(
    ("protocol", "encrypted", "accepted"),
    [
        ("rtmp", False, False),
        ("rtmps", False, True),
        ("srt", False, False),
        ("srt", True, True),
        ("whip", False, True),
        ("pull", False, True),
    ],
)
async def test_a_channel_that_takes_encrypted_ingest_only(
    running_on_sqlite: RunningControl, protocol: IngestProtocol, *, encrypted: bool, accepted: bool
) -> None:
    running = running_on_sqlite
    key = await running.make_channel()
    await revise(running, insecure_ingest=False)
    decision = await running.node.authorize(running.nodes_client, key, protocol=protocol, encrypted=encrypted)
    sessions = (await running.admin.get("/api/v1/channels/demo/sessions")).json()["sessions"]
    if accepted:
        assert isinstance(decision, PublishAccepted)
        assert [session["protocol"] for session in sessions] == [protocol]
        assert [stream.protocol for stream in await running.control.application.list_streams()] == [protocol]
    else:
        assert isinstance(decision, PublishRefused)
        assert decision.code is RefusalCode.INSECURE_INGEST
        assert sessions == []


async def test_a_node_learns_the_passphrase_a_caller_by_srt_must_have(running: RunningControl) -> None:
    key = await running.make_channel()

    async def ask(text: str) -> SrtPassphraseAnswer:
        response = await running.nodes_client.post("/internal/v1/ingest/srt-passphrase", json={"stream_key": text})
        return SrtPassphraseAnswer.model_validate_json(response.content)

    shown = (await running.admin.get("/api/v1/channels/demo")).json()["srt_passphrase"]
    assert await ask(key) == SrtPassphraseAnswer(passphrase=shown, required=False)
    await revise(running, insecure_ingest=False)
    assert await ask(key) == SrtPassphraseAnswer(passphrase=shown, required=True)
    reset = (await running.admin.post("/api/v1/channels/demo/stream-key")).json()
    assert reset["srt_passphrase"] != shown
    assert await ask(reset["stream_key"]) == SrtPassphraseAnswer(passphrase=reset["srt_passphrase"], required=True)
    for unknown in (key, "", "demo", "sk_ü"):
        assert await ask(unknown) == SrtPassphraseAnswer(passphrase=None, required=False)
