from dataclasses import fields

from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits


def test_every_limit_is_documented_and_positive() -> None:
    for field in fields(Limits):
        assert f"    {field.name}: " in str(Limits.__doc__)
        assert getattr(DEFAULT_LIMITS, field.name) > 0
