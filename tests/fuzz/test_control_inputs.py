"""Everything a stranger can send control that control itself takes apart."""

import contextlib
import random

import pytest
from pydantic import ValidationError

from klieg.api.addresses import addresses_for_request
from klieg.api.realtime.frames import FrameError, parse_client_frame
from klieg.contracts.ingest import MultitrackResolution
from klieg.domains.channels import MalformedStreamKeyError, StreamKey, is_channel_name
from klieg.domains.identity import AdminToken
from klieg.domains.multitrack import ClientConfigurationRequest
from klieg.domains.multitrack.rules import choose_encoder, choose_pictures, most_pictures, video_budget
from klieg.kernel.log import mask_text
from klieg.kernel.settings import Settings

SEEDS = (
    b'{"type":"watch","channel":"demo"}',
    b'{"type":"beat","channel":"demo","playback_session_id":"abcd1234"}',
    b"sk_abcdefghijklmnopqrstuvwxyz234567",
    b"tv.example:8080",
    b"[::1]:80",
    b'{"authentication":"sk_a","preferences":{"width":1280,"height":720,"framerate":{"numerator":60,"denominator":1}}}',
    b'{"preferences":{"canvases":[{"width":64,"height":9000,"framerate":{"numerator":9,"denominator":8}}]}}',
)
_SETTINGS = Settings()


def fuzz_one(data: bytes) -> None:
    """Take ``data`` as a frame, a stream key, a name, a host, a token, a log text and an encoder's question."""
    text = data.decode("utf-8", "surrogateescape")
    with contextlib.suppress(FrameError):
        parse_client_frame(text)
    try:
        key = StreamKey(text)
    except MalformedStreamKeyError:
        pass
    else:
        assert text not in mask_text(f"key {text}"), "what is a key is masked"
        assert key.reveal() == text
    assert not is_channel_name(text) or text == text.lower()
    page = addresses_for_request(_SETTINGS, "http", text).page
    assert not set(page) & set(" ;,'\"\r\n"), "a host cannot break out of a header"
    AdminToken(text).hash()
    with contextlib.suppress(ValidationError):
        plan_pictures(ClientConfigurationRequest.model_validate_json(data))


def plan_pictures(asked: ClientConfigurationRequest) -> None:
    """Choose what an encoder that asks like this should send."""
    encoder = choose_encoder(asked.client, asked.capabilities)
    canvas = asked.preferences.canvas
    if encoder is not None and canvas is not None:
        most = most_pictures(asked.preferences, asked.capabilities, encoder)
        budget = video_budget(asked.preferences)
        pictures = choose_pictures(canvas, MultitrackResolution.FULL_HD, most=most, budget=budget)
        assert sum(picture.kbps for picture in pictures) <= budget


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes(seed: int) -> None:
    randomness = random.Random(seed)
    for _ in range(100):
        fuzz_one(randomness.randbytes(randomness.randrange(60)))


@pytest.mark.parametrize("start", SEEDS)
def test_altered_seeds(start: bytes) -> None:
    randomness = random.Random(len(start))
    fuzz_one(start)
    for _ in range(300):
        altered = bytearray(start)
        altered[randomness.randrange(len(altered))] = randomness.randrange(256)
        fuzz_one(bytes(altered))
