"""Enhanced RTMP v2, Enhancing NetConnection connect Command."""

import pytest

from fakes.rtmp_publisher import Publisher
from klieg.media.rtmp.amf0 import AmfValue, Encodable


def _properties(**asked: Encodable) -> dict[str, AmfValue]:
    peer = Publisher()
    peer.connect(**asked)
    ((_, _, properties, _),) = peer.commands()
    assert isinstance(properties, dict)
    return properties


@pytest.mark.parametrize(
    "asked",
    [
        {"fourCcList": ["av01", "hvc1"]},
        {"fourCcList": ["*"]},
        {"videoFourCcInfoMap": {"*": 7}},
        {"audioFourCcInfoMap": {"mp4a": 2}},
        {"capsEx": 15},
    ],
)
def test_a_client_that_says_what_it_can_hears_what_the_server_can(asked: dict[str, Encodable]) -> None:
    properties = _properties(**asked)
    assert properties["fourCcList"] == ["avc1", "hvc1", "av01", "mp4a"]
    assert properties["videoFourCcInfoMap"] == {"avc1": 4.0, "hvc1": 4.0, "av01": 4.0}
    assert properties["audioFourCcInfoMap"] == {"mp4a": 4.0}


def test_caps_ex_names_multitrack_modex_and_nanoseconds_but_not_reconnect() -> None:
    assert _properties(capsEx=15)["capsEx"] == float(0x02 | 0x04 | 0x08)


def test_a_legacy_client_hears_nothing_new() -> None:
    assert set(_properties()) == {"fmsVer", "capabilities", "mode"}
