"""Encoders ask what to send, over the API: with a key, guessing keys, without a trace of keys."""

from typing import Any

import httpx

from fakes.control.obs_requests import request_of_2024, request_of_2025
from fakes.control.running_control import RunningControl
from klieg.api.app import create_app
from klieg.api.middleware.rate_limit import Limits, Rate

PATH = "/api/v3/GetClientConfiguration"


async def make_multitrack_channel(running: RunningControl, **more: Any) -> str:
    body = {"name": "demo", "type": "STANDARD", "multitrack": {"policy": "ALLOW"}, **more}
    made = await running.admin.post("/api/v1/channels", json=body)
    assert made.status_code == httpx.codes.CREATED, made.text
    return str(made.json()["stream_key"])


async def test_an_encoder_with_a_key_is_told_what_to_send(running: RunningControl) -> None:
    key = await make_multitrack_channel(running)
    response = await running.anybody.post(PATH, json=request_of_2024(key))
    told = response.json()
    assert (response.status_code, told["status"]["result"]) == (200, "success")
    assert response.headers["cache-control"] == "no-store"
    assert told["ingest_endpoints"][0]["url_template"] == "rtmp://localhost:1935/live/{stream_key}"
    assert told["ingest_endpoints"][1]["url_template"] == "rtmps://localhost:1936/live/{stream_key}"
    assert len(told["encoder_configurations"]) == 4
    again = (await running.anybody.post(PATH, json=request_of_2025(key))).json()
    assert again["meta"]["config_id"] != told["meta"]["config_id"]


async def test_refusals_are_answers_that_are_counted(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    single = await running.make_channel("single")
    for key, result, name in (
        (single, "warning", "MultitrackInputNotAllowed"),
        ("sk_" + "a" * 32, "error", "InvalidGetClientConfigurationStreamKey"),
        ("", "error", "GetClientConfigurationStreamKeyRequired"),
    ):
        response = await running.anybody.post(PATH, json=request_of_2024(key))
        assert response.status_code == httpx.codes.OK
        assert response.json()["status"]["result"] == result
        assert name in response.json()["status"]["html_en_us"]
        counted = (await running.anybody.get("/metrics")).text
        assert f'klieg_client_configurations_total{{outcome="{name}"}} 1.0' in counted
    sessions = (await running.admin.get("/api/v1/channels/single/sessions")).json()["sessions"]
    assert sessions == []


async def test_who_guesses_keys_waits_and_who_knows_one_does_not(running_on_sqlite: RunningControl) -> None:
    key = await make_multitrack_channel(running_on_sqlite)
    app = create_app(running_on_sqlite.control, Limits(refusals=Rate(0.001, 2)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        guess = request_of_2024("sk_" + "a" * 32)
        statuses = [(await client.post(PATH, json=guess)).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert (await client.post(PATH, json=request_of_2024(key))).json()["status"]["result"] == "success"
