from klieg.media.rtmp import events
from klieg.media.rtmp.events import Event


def test_every_event_says_when_it_fires() -> None:
    classes = Event.__value__.__args__
    assert len(classes) == 7
    for one in classes:
        assert one.__module__ == events.__name__
        assert str(one.__doc__).startswith("Fired ")
