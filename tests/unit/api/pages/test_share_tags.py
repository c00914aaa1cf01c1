from datetime import UTC, datetime

import pytest

from fakes.control.channel_view import channel
from klieg.api.addresses import Addresses
from klieg.api.pages.share_tags import channel_name_in, share_tags, with_share_tags

ADDRESSES = Addresses("https://live.example", "https://media.example", "rtmp://live.example/live")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("Ada.L", "ada.l"),
        ("ada_l/profile", "ada_l"),
        ("ada_l/", "ada_l"),
        ("", None),
        ("ada_l/else", None),
        ("a b c", None),
        ("_app/immutable", None),
    ],
)
def test_a_path_is_about_a_channel_or_none(path: str, name: str | None) -> None:
    assert channel_name_in(path) == name


def test_a_live_channel_shows_its_picture() -> None:
    live = channel(
        is_live=True,
        title="Engines & looms",
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        thumbnail_url="https://t/x.jpg",
    )
    tags = share_tags(live, ADDRESSES)
    assert '<meta property="og:title" content="Ada_L is live" />' in tags
    assert '<meta property="og:description" content="Engines &amp; looms" />' in tags
    assert '<meta property="og:image" content="https://t/x.jpg" />' in tags
    assert '<meta property="og:url" content="https://live.example/ada_l" />' in tags


def test_a_banner_stands_for_a_channel_off_the_air() -> None:
    assert 'content="https://live.example/pictures/p/1280.webp"' in share_tags(
        channel(banner_url="/pictures/p/1280.webp"), ADDRESSES
    )
    assert "og:image" not in share_tags(channel(), ADDRESSES)


def test_words_of_an_owner_stay_words() -> None:
    tags = share_tags(channel(description='"><script>alert(1)</script>\nand more'), ADDRESSES)
    assert "<script>" not in tags
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; and more" in tags


def test_tags_stand_at_the_end_of_the_head_as_they_are() -> None:
    assert with_share_tags("<head><a></head><body></head>", r"<b \1>") == "<head><a><b \\1>\n</head><body></head>"
