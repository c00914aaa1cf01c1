"""The pages one broadcasts from as a person sees them."""

from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Locator, Page, expect

FAKE_DEVICES = "--use-fake-device-for-media-stream"
"""Chromium shows a moving picture and beeps in place of a camera and a microphone."""

BRIGHTNESS_JS = """
() => {
  const video = document.querySelector('video');
  const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(video, 0, 0, 32, 18);
  const { data } = context.getImageData(0, 0, 32, 18);
  return Math.max(...data.filter((value, index) => index % 4 !== 3));
}
"""


@dataclass
class StudioPage:
    """One page that publishes."""

    page: Page

    @classmethod
    def open(cls, page: Page, address: str) -> Self:
        """Go there with camera and microphone allowed, and wait for the preview."""
        page.context.grant_permissions(["camera", "microphone"])
        page.goto(address)
        studio = cls(page)
        expect(studio.button("Mute")).to_be_enabled()
        return studio

    @property
    def start(self) -> Locator:
        return self.button("Start streaming")

    @property
    def reason(self) -> Locator:
        return self.page.locator("#start-reason")

    @property
    def failure(self) -> Locator:
        return self.page.get_by_role("alert")

    def button(self, name: str) -> Locator:
        """Return a button."""
        return self.page.get_by_role("button", name=name, exact=True)

    def figure(self, name: str) -> Locator:
        """Return one of the figures shown while live."""
        return self.page.locator(f"[data-figure={name}]")

    def enter_key(self, key: str) -> None:
        """Fill in the stream key."""
        self.page.get_by_label("Stream key").fill(key)

    def go_live(self) -> None:
        """Start, and wait until it is on the air."""
        self.start.click()
        expect(self.button("End stream")).to_be_visible()
        expect(self.page.get_by_role("timer")).to_be_visible()

    def end(self) -> None:
        """End, and say yes to the question."""
        self.button("End stream").click()
        self.page.get_by_role("dialog").get_by_role("button", name="End it").click()
        expect(self.start).to_be_visible()

    def preview_brightness(self) -> int:
        """Return the greatest value of any colour in the preview, 0 to 255."""
        return int(self.page.evaluate(BRIGHTNESS_JS))
