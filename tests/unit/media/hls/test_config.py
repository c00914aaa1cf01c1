from klieg.media.hls.config import HlsConfig


def test_what_follows_from_the_target_duration() -> None:
    config = HlsConfig(target_duration_s=5)
    assert (config.hold_back_s, config.skip_until_s, config.grace_s) == (15, 30, 15)
