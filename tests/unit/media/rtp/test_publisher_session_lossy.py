"""Sender, bad network, receiver: all pictures arrive, or they restart cleanly at a keyframe."""

from itertools import pairwise

import pytest

from fakes.bad_network import Weather
from fakes.rtp.sender import Rehearsal, picture, picture_number
from klieg.media.rtp.rtcp.feedback import Nack, PictureLoss

SECONDS = 12


def _check_pictures(rehearsal: Rehearsal) -> list[int]:
    """Each picture is whole, unaltered and in order; after a hole comes a keyframe. Return the numbers."""
    pictures = rehearsal.pictures()
    numbers = [picture_number(unit) for unit in pictures]
    for unit, number in zip(pictures, numbers, strict=True):
        size = 20_000 if unit.keyframe else 5000
        assert unit.payload == picture(number, keyframe=number in rehearsal.encoder.keyframes, size=size)
    assert pictures[0].keyframe
    for before, after in pairwise(pictures):
        assert picture_number(after) > picture_number(before)
        assert after.pts > before.pts
        assert after.keyframe or picture_number(after) == picture_number(before) + 1
    return numbers


@pytest.mark.parametrize("delay_s", [0.002, 0.05])
@pytest.mark.parametrize("loss", [0.0, 0.01, 0.03])
def test_with_nack_every_picture_arrives(loss: float, delay_s: float) -> None:
    rehearsal = Rehearsal(Weather(loss=loss, delay_s=delay_s, jitter_s=0.004))
    rehearsal.run(SECONDS + 2, quiet_after=SECONDS)
    assert _check_pictures(rehearsal) == list(range(rehearsal.encoder.pictures))
    assert rehearsal.session.statistics(SECONDS).lost == 0 or loss


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_ten_percent_most_pictures_arrive_and_the_others_cost_a_clean_restart(seed: int) -> None:
    rehearsal = Rehearsal(Weather(loss=0.1, delay_s=0.03, jitter_s=0.01, reordering=0.02), seed=seed)
    rehearsal.run(SECONDS + 2, quiet_after=SECONDS)
    numbers = _check_pictures(rehearsal)
    assert len(numbers) > 0.85 * rehearsal.encoder.pictures
    assert rehearsal.session.statistics(SECONDS).recovered > 100


@pytest.mark.parametrize("loss", [0.005, 0.03])
def test_without_nack_each_loss_costs_the_way_to_the_next_keyframe(loss: float) -> None:
    rehearsal = Rehearsal(Weather(loss=loss, delay_s=0.01), nack=False)
    rehearsal.run(SECONDS + 2, quiet_after=SECONDS)
    numbers = _check_pictures(rehearsal)
    assert len(numbers) < rehearsal.encoder.pictures
    assert numbers[-1] > rehearsal.encoder.pictures - 60
    assert not any(isinstance(said, Nack) for said in rehearsal.feedback)
    assert any(isinstance(said, PictureLoss) for said in rehearsal.feedback)


def test_reordering_and_duplication_alone_lose_nothing() -> None:
    rehearsal = Rehearsal(Weather(reordering=0.2, duplication=0.1, jitter_s=0.01), nack=False)
    rehearsal.run(SECONDS + 1, quiet_after=SECONDS)
    assert _check_pictures(rehearsal) == list(range(rehearsal.encoder.pictures))
    assert len(rehearsal.sounds()) == rehearsal.encoder.sounds
    assert rehearsal.session.statistics(SECONDS).lost == 0


def test_a_path_that_is_dead_for_two_seconds_is_followed_by_a_clean_restart() -> None:
    rehearsal = Rehearsal(Weather())
    rehearsal.run(3)
    alive = rehearsal.up
    rehearsal.up = Rehearsal(Weather(loss=1.0)).up
    rehearsal.run(2)
    rehearsal.up = alive
    rehearsal.run(5)
    rehearsal.run(1, quiet_after=0)
    numbers = _check_pictures(rehearsal)
    assert numbers[-1] == rehearsal.encoder.pictures - 1
    pictures = rehearsal.pictures()
    assert pictures[-1].pts - pictures[0].pts == pytest.approx(90_000 * (rehearsal.encoder.pictures - 1) / 30, abs=900)


def test_keyframes_come_every_two_seconds_and_requests_keep_their_distance() -> None:
    rehearsal = Rehearsal(Weather(loss=0.05))
    rehearsal.run(SECONDS)
    keyframes = [unit.pts / 90_000 for unit in rehearsal.pictures() if unit.keyframe]
    assert all(later - earlier < 2.6 for earlier, later in pairwise(keyframes))
    asked = [at for at, data in rehearsal.said if b"\x81\xce\x00\x02" in data]
    assert all(later - earlier > 0.299 for earlier, later in pairwise(asked))


def test_sound_and_picture_stay_together() -> None:
    rehearsal = Rehearsal(Weather(loss=0.02, delay_s=0.03, jitter_s=0.02))
    rehearsal.run(SECONDS)
    last_picture, last_sound = rehearsal.pictures()[-1], rehearsal.sounds()[-1]
    made = picture_number(last_picture) / 30 - int.from_bytes(last_sound.payload[1:5]) / 50
    assert last_picture.pts / 90_000 - last_sound.pts / 48_000 == pytest.approx(made, abs=0.002)
