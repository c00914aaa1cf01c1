"""A picture of any shape is shown whole: phones held upright, squares, strips."""

import pytest

from e2e.conftest import GoLive, OpenContext
from e2e.encoder import Picture
from e2e.server import Server
from e2e.watch_page import WatchPage

PICTURE_JS = """
(video) => {
  const box = video.getBoundingClientRect();
  const scale = Math.min(box.width / video.videoWidth, box.height / video.videoHeight);
  return {
    fit: getComputedStyle(video).objectFit,
    left: box.left, right: innerWidth - box.right, top: box.top, bottom: innerHeight - box.bottom,
    width: video.videoWidth * scale, height: video.videoHeight * scale,
  };
}
"""


@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("upright", Picture(width=360, height=640)),
        ("square", Picture(width=480, height=480, sound=False)),
        ("strip", Picture(width=854, height=178, frame_rate=25)),
    ],
)
def test_a_picture_is_shown_whole(
    server: Server, go_live: GoLive, open_context: OpenContext, name: str, picture: Picture
) -> None:
    go_live(server.create_channel(name), picture)
    server.wait_until_live(name)
    for size, phone in (((1280, 800), False), ((390, 844), True)):
        watching = WatchPage.open(open_context(size=size, phone=phone).new_page(), server.web_url, name)
        watching.expect_moving()
        assert watching.read_video("videoWidth") == picture.width
        assert watching.read_video("videoHeight") == picture.height
        shape = watching.video.evaluate(PICTURE_JS)
        assert shape["fit"] == "contain"
        assert min(shape["left"], shape["right"], shape["top"], shape["bottom"]) > -1, "all of it is in the window"
        room = watching.page.locator("main").evaluate("(main) => main.clientWidth")
        assert shape["width"] > 0.85 * room or shape["height"] > 0.6 * size[1], "and it is as large as it can be"
