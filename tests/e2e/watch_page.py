"""The watch page as a person sees it."""

from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

MOVING_JS = """
async ([seconds, limit_ms]) => {
  const find = () => document.querySelector('video');
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const look = () => {
    context.drawImage(find(), 0, 0, 64, 36);
    return context.getImageData(0, 0, 64, 36).data;
  };
  const differs = (one, other) => one.reduce((sum, value, index) => sum + Math.abs(value - other[index]), 0);
  const deadline = performance.now() + limit_ms;
  while (!(find()?.readyState >= 2 && find().currentTime > 0)) {
    if (performance.now() > deadline) return 'no picture';
    await new Promise((wake) => setTimeout(wake, 50));
  }
  const [time, first] = [find().currentTime, look()];
  let [change, now] = [0, first];
  while (find().currentTime < time + seconds || change === 0) {
    if (performance.now() > deadline) return change ? 'time stands still' : 'the picture stands still';
    await new Promise((wake) => setTimeout(wake, 50));
    now = look();
    change = Math.max(change, differs(first, now));
  }
  return now.some((value, index) => index % 4 !== 3 && value > 24) ? 'moving' : 'black';
}
"""

BUFFERED_JS = """
() => {
  const { buffered, currentTime } = document.querySelector('video');
  return buffered.length ? buffered.end(buffered.length - 1) - currentTime : 0;
}
"""


@dataclass
class WatchPage:
    """One page with a player."""

    page: Page

    @classmethod
    def open(cls, page: Page, web_url: str, name: str) -> Self:
        """Go to the channel's address."""
        page.goto(f"{web_url}/{name}")
        return cls(page)

    @property
    def player(self) -> Locator:
        return self.page.get_by_role("region", name="Video player")

    @property
    def video(self) -> Locator:
        return self.page.locator("video")

    @property
    def offline_screen(self) -> Locator:
        return self.page.get_by_role("heading", name="Off the air")

    def control(self, name: str) -> Locator:
        """Return a button of the player."""
        return self.player.get_by_role("button", name=name, exact=True)

    def expect_moving(self, *, seconds: float = 1.0, limit_s: float = 30.0) -> None:
        """Wait until the picture moves: time passes and pixels change."""
        found = self.page.evaluate(MOVING_JS, [seconds, limit_s * 1000])
        assert found == "moving", found

    def expect_offline(self, *, limit_s: float = 30.0) -> None:
        """Wait for the offline screen."""
        expect(self.offline_screen).to_be_visible(timeout=limit_s * 1000)

    def expect_engine(self, name: str, *, limit_s: float = 15.0) -> None:
        """Wait until the stats name what plays, ``hls.js`` or ``WebRTC``; they stay open."""
        stats = self.player.get_by_role("complementary", name="Stats")
        if stats.count() == 0:
            self.page.locator("body").press("i")
        expect(stats.locator("[data-stat=engine]")).to_have_text(name, timeout=limit_s * 1000)

    def expect_viewers(self, count: int, *, limit_s: float) -> None:
        """Wait until the page shows this many viewers."""
        text = f"{count} {'viewer' if count == 1 else 'viewers'}"
        expect(self.page.get_by_text(text, exact=True)).to_be_visible(timeout=limit_s * 1000)

    def read_video(self, attribute: str) -> object:
        """Return a property of the video element."""
        return self.video.evaluate(f"video => video.{attribute}")

    def buffered_ahead_s(self) -> float:
        """Return how many seconds the player holds beyond what is shown."""
        return float(self.page.evaluate(BUFFERED_JS))

    def expect_video(self, condition: str, *, limit_s: float = 15.0) -> None:
        """Wait until a condition about ``video`` holds."""
        self.page.wait_for_function(
            f"() => {{ const video = document.querySelector('video'); return video && ({condition}); }}",
            timeout=limit_s * 1000,
        )
