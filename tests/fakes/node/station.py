"""One channel at a node without sockets: what players get, and when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fakes.node.parts import VIDEO, FakeTime, Observed, RecordingPublisher, accepted, audio_unit, video_unit
from klieg.contracts.ingest import PublishRules
from klieg.contracts.playback import PlaybackKey
from klieg.media.hls.config import HlsConfig
from klieg.media.track import DERIVED_VIDEO, TrackId, VideoTrack
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.held_requests import HeldRequests
from klieg.node.delivery.hls import HlsDelivery
from klieg.node.delivery.response import Response
from klieg.node.packaging.store import RenditionStore
from klieg.node.playback.gate import PlaybackGate
from klieg.node.registry import Registry

if TYPE_CHECKING:
    from klieg.node.broadcast import Broadcast


class Viewer:
    """Whoever asks; keeps the answers that came later."""

    def __init__(self) -> None:
        self.later: list[Response] = []

    def send_later(self, exchange: Exchange, response: Response) -> None:
        self.later.append(response)


class Station:
    """One channel at a node without sockets."""

    def __init__(self) -> None:
        self.time = FakeTime()
        self.registry = Registry(self.time.call_later, Observed(), reconnect_window_s=4, ended_linger_s=60)
        self.store = RenditionStore(
            self.time,
            low=HlsConfig(window_s=20),
            normal=HlsConfig(parts=False),
            later=lambda call: self.time.call_later(0, call),
        )
        self.held = HeldRequests(self.time, timeout_s=12)
        self.held_index = HeldRequests(self.time, timeout_s=2)
        self.key = PlaybackKey("a-secret-of-tests")
        self.gate = PlaybackGate(self.key, self.time)
        self.hls = HlsDelivery(
            self.registry,
            self.store,
            gate=self.gate,
            held=self.held,
            held_index=self.held_index,
            keep_s=120,
            ladder_hold_s=1.5,
        )
        self.registry.on_open.append(self.store.attach)
        self.registry.on_drop += [self.hls.forget, self.store.drop]
        self.broadcast: Broadcast | None = None
        self.rungs: dict[int, VideoTrack] = {}
        self.viewer = Viewer()
        self.frames = 0

    def open(self, rules: PublishRules | None = None) -> None:
        made = accepted() if rules is None else accepted().model_copy(update={"rules": rules})
        self.broadcast = self.registry.open(made, RecordingPublisher())

    def add_rung(self, number: int) -> TrackId:
        """Let a rung be written beside the main picture from now on."""
        track_id = TrackId(DERIVED_VIDEO + number)
        self.rungs[number] = replace(VIDEO, id=track_id, width=1280 // (number + 1), height=720 // (number + 1))
        return track_id

    def feed(self, seconds: float) -> None:
        assert self.broadcast is not None
        for number in range(self.frames, self.frames + int(seconds * 30)):
            self.broadcast.write(video_unit(number))
            for track in self.rungs.values():
                self.broadcast.write(video_unit(number, track=track))
            for sound in range(number * 1600 // 1024, (number + 1) * 1600 // 1024):
                self.broadcast.write(audio_unit(sound))
        self.frames += int(seconds * 30)

    def exchange(self, path: str, **given: object) -> Exchange:
        exchange = Exchange(self.viewer)
        exchange.method = "GET"
        exchange.path, _, exchange.query = path.partition("?")
        for name, value in given.items():
            setattr(exchange, name, value)
        return exchange

    def get(self, path: str, **given: object) -> Response | None:
        return self.hls.answer(self.exchange(path, **given))

    def text(self, path: str) -> str:
        response = self.get(path)
        assert response is not None
        assert response.status == 200
        return b"".join(response.body).decode()

    def tick(self, seconds: float) -> None:
        self.time.pass_by(seconds)
        self.held.tick()
        self.held_index.tick()


def status_of(responses: Sequence[Response | None]) -> list[int | None]:
    return [response.status if response is not None else None for response in responses]


def max_age(response: Response | None) -> int:
    assert response is not None
    found = re.search(rb"max-age=(\d+)", response.head)
    assert found is not None
    return int(found[1])
