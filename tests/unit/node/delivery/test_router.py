import json

import pytest

from klieg.contracts.facts import EndReason
from klieg.contracts.node_control import PullSource
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import NOT_FOUND, Response, make_error
from klieg.node.delivery.router import Router


class Nobody:
    """A connection nobody answers by."""

    def send_later(self, exchange: Exchange, response: Response) -> None:
        raise AssertionError("everything here is answered at once")


class Routed:
    def __init__(self) -> None:
        self.stopped: list[tuple[str, EndReason]] = []
        self.pulled: dict[str, PullSource] = {}
        self.has_room = True
        self.viewing_changed: list[str] = []
        self.router = Router(
            hls=lambda exchange: NOT_FOUND,
            status=lambda: {"status": "ok"},
            metrics=lambda: b"klieg 1\n",
            stop=self.stop,
            viewing_changed=self.note_viewing_changed,
            pulls=self,
            secret="hush",
            by_root={"whip": lambda exchange: make_error(418, exchange.method)},
        )

    def stop(self, session_id: StreamSessionId, reason: EndReason) -> None:
        self.stopped.append((session_id, reason))

    def note_viewing_changed(self, channel_id: ChannelId) -> bool:
        self.viewing_changed.append(channel_id)
        return channel_id == "ch_1"

    def put(self, channel_id: ChannelId, source: PullSource) -> bool:
        self.pulled[channel_id] = source
        return self.has_room

    def remove(self, channel_id: ChannelId) -> None:
        self.pulled.pop(channel_id, None)

    def ask(self, method: str, path: str, *, authorization: bytes = b"", body: bytes = b"") -> Response:
        exchange = Exchange(Nobody())
        exchange.method, exchange.path, exchange.authorization, exchange.body = method, path, authorization, body
        response = self.router.answer(exchange)
        assert response is not None
        return response


STOP = "/control/v1/streams/ss_1/stop"
RIGHT = b"Bearer hush"
BODY = b'{"reason": "stopped"}'


def test_status_and_metrics() -> None:
    routed = Routed()
    assert json.loads(routed.ask("GET", "/status").body[0]) == {"status": "ok"}
    metrics = routed.ask("GET", "/metrics")
    assert metrics.body == (b"klieg 1\n",)
    assert b"cache-control: no-store" in metrics.head


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("OPTIONS", "/hls/demo/index.m3u8", 204),
        ("POST", "/hls/demo/index.m3u8", 405),
        ("DELETE", "/status", 405),
        ("GET", "/nothing", 404),
        ("GET", STOP, 405),
        ("POST", "/control/v1/streams/ss_1", 404),
        ("POST", "/control/", 404),
    ],
)
def test_methods_and_paths(method: str, path: str, status: int) -> None:
    assert Routed().ask(method, path, authorization=RIGHT, body=BODY).status == status


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE", "OPTIONS", "PUT"])
@pytest.mark.parametrize("path", ["/whip", "/whip/x", "/whip/x/state"])
def test_a_root_of_its_own_answers_every_method(method: str, path: str) -> None:
    response = Routed().ask(method, path)
    assert (response.status, response.body) == (418, (f"{method}\n".encode(),))


def test_a_root_ends_at_the_slash() -> None:
    assert Routed().ask("GET", "/whipped").status == 404


def test_the_kill_switch() -> None:
    routed = Routed()
    assert routed.ask("POST", STOP, authorization=RIGHT, body=BODY).status == 204
    assert routed.stopped == [("ss_1", EndReason.STOPPED)]


@pytest.mark.parametrize(
    "authorization", [b"", b"hush", b"Bearer ", b"Bearer hushh", b"bearer hush", b"Bearer h\xfcsh"]
)
def test_the_kill_switch_is_for_control_only(authorization: bytes) -> None:
    routed = Routed()
    assert routed.ask("POST", STOP, authorization=authorization, body=BODY).status == 401
    assert routed.stopped == []


@pytest.mark.parametrize("body", [b"", b"{}", b'{"reason": "mood"}', b"[" * 3000, b"\xff"])
def test_an_order_that_cannot_be_read_stops_nothing(body: bytes) -> None:
    routed = Routed()
    assert routed.ask("POST", STOP, authorization=RIGHT, body=body).status == 422
    assert routed.stopped == []


PULL = "/control/v1/pulls/ch_1"
SOURCE = b'{"url": "rtmp://tv.example/a/b", "stream_key": "sk_1", "revision": "r"}'


def test_a_pull_is_begun_and_ended_by_whoever_has_the_secret() -> None:
    routed = Routed()
    assert routed.ask("PUT", PULL, body=SOURCE).status == 401
    assert routed.ask("POST", PULL, authorization=RIGHT, body=SOURCE).status == 405
    assert routed.ask("PUT", PULL, authorization=RIGHT, body=BODY).status == 422
    assert routed.pulled == {}
    assert routed.ask("PUT", PULL, authorization=RIGHT, body=SOURCE).status == 204
    assert routed.pulled["ch_1"].url == "rtmp://tv.example/a/b"
    assert routed.ask("DELETE", PULL, authorization=RIGHT).status == 204
    assert routed.ask("DELETE", PULL, authorization=RIGHT).status == 204
    assert routed.pulled == {}


def test_a_pull_without_room_is_said_so() -> None:
    routed = Routed()
    routed.has_room = False
    assert routed.ask("PUT", PULL, authorization=RIGHT, body=SOURCE).status == 503


def test_control_says_that_who_may_watch_has_changed() -> None:
    routed = Routed()
    path = "/control/v1/channels/ch_1/viewing-changed"
    assert routed.ask("POST", path).status == 401
    assert routed.ask("GET", path, authorization=RIGHT).status == 405
    assert routed.viewing_changed == []
    assert routed.ask("POST", path, authorization=RIGHT).status == 204
    elsewhere = routed.ask("POST", "/control/v1/channels/ch_2/viewing-changed", authorization=RIGHT)
    assert elsewhere.status == 404  # so that control asks again once the broadcast is open
    assert routed.viewing_changed == ["ch_1", "ch_2"]
