"""A browser sends its picture in three sizes at once; viewers get three renditions that nobody here encoded."""

import re
from collections.abc import Callable

import httpx
from playwright.sync_api import Page

from e2e.conftest import OpenContext
from e2e.server import Server, wait_for
from e2e.watch_page import WatchPage

DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
SIZES = {"1280x720", "640x360", "320x180"}
PUBLISH_JS = """
async ([url, key]) => {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  const connection = (window.connection = new RTCPeerConnection());
  connection.addTransceiver(media.getAudioTracks()[0], { direction: 'sendonly' });
  const video = connection.addTransceiver(media.getVideoTracks()[0], {
    direction: 'sendonly',
    sendEncodings: [
      { rid: 'f', maxBitrate: 1_500_000 },
      { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
      { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
    ],
  });
  const codecs = RTCRtpSender.getCapabilities('video').codecs;
  video.setCodecPreferences(codecs.filter((codec) => codec.mimeType === 'video/H264'));
  await connection.setLocalDescription();
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', authorization: `Bearer ${key}` },
    body: connection.localDescription.sdp,
  });
  if (!answer.ok) throw new Error(await answer.text());
  await connection.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
}
"""

type Watch = Callable[[Page, str], WatchPage]


def test_three_layers_of_a_browser_are_three_renditions(
    server: Server, open_context: OpenContext, watch: Watch
) -> None:
    channel = server.create_channel("layers", "--type", "STANDARD", "--multitrack", "ALLOW")
    publisher = open_context(more=DEVICES).new_page()
    publisher.goto(server.web_url)
    publisher.evaluate(PUBLISH_JS, [f"{server.media_url}/whip", channel["stream_key"]])
    playback_url = server.wait_until_live("layers")["playback_url"]

    def sizes() -> set[str] | None:
        index = httpx.get(playback_url).text
        found = set(re.findall(r"RESOLUTION=(\d+x\d+)", index))
        return found if len(found) == len(SIZES) else None

    assert wait_for(sizes, "three renditions", limit_s=40) == SIZES
    watch(open_context().new_page(), "layers").expect_moving()
    publisher.close()
