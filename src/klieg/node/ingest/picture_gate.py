"""The picture gate: holds a publisher's sound until its picture arrives, and refuses one that has no picture.

Which tracks a rendition starts with is the packager's decision (it waits half a second of media for a late sound
track); only what may not go on the air at all is decided here.
"""

from klieg.kernel.errors import ProtocolError
from klieg.media.timebase import rescale
from klieg.media.unit import Unit

AUDIO_ONLY_GRACE_MS = 3000
"""Sound that may pass before a missing picture ends the publish."""

MAX_HELD_UNITS = 512
"""Sound units held at most, for publishers whose timestamps stand still: as good as the grace passed."""


class AudioOnlyError(ProtocolError):
    """The publisher sends sound without a picture."""


class PictureGate:
    """Closed until the first video unit; then ``is_open`` and of no more use."""

    def __init__(self) -> None:
        self.is_open = False
        self._held: list[Unit] = []

    def receive_unit(self, unit: Unit) -> list[Unit]:
        """Take one unit; return the units to go on with: none while closed, all held ones when it opens.

        Raises:
            AudioOnlyError: enough sound came without a picture.
        """
        self._held.append(unit)
        if unit.track.kind == "video":
            self.is_open = True
            released, self._held = self._held, []
            return released
        passed_ms = rescale(unit.dts - self._held[0].dts, unit.track.timescale, 1000)
        if passed_ms >= AUDIO_ONLY_GRACE_MS or len(self._held) >= MAX_HELD_UNITS:
            raise AudioOnlyError("Only sound arrived: this server needs a picture too.")
        return []
