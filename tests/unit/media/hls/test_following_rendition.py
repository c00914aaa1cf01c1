from fakes.hls_gallery import Rung
from fakes.scripted_stream import Script
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.following_rendition import FollowingRendition
from klieg.media.hls.presentation import Presentation


def followed(seconds: float, rung: Rung) -> FollowingRendition:
    presentation = Presentation(HlsConfig())
    main = Script(seconds=seconds).arrivals()
    for unit, at in sorted([*main, *rung.derive(main)], key=lambda arrival: arrival[1]):
        presentation.receive_unit(unit, at)
    rendition = presentation.renditions[1]
    assert isinstance(rendition, FollowingRendition)
    return rendition


def test_it_is_available_while_nothing_is_missing_at_its_live_edge() -> None:
    assert followed(5, Rung()).available
    rendition = followed(5, Rung())
    rendition.receive_track_end()
    assert not rendition.available
    assert rendition.playable, "what came before can still be fetched"
    assert not followed(8, Rung(holes=[(3, 20)])).available


def test_it_describes_its_own_picture() -> None:
    variant = followed(5, Rung(every=2)).variant()
    assert (variant.name, variant.width, variant.height, variant.frame_rate) == ("600p15", 1200, 600, 15.0)
    assert variant.codecs == "avc1.640021,mp4a.40.2"
