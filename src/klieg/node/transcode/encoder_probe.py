"""Whether an encoder works on this machine, tried in a process of its own: ``python -m … <encoder>``.

Drivers are foreign code: what they do to the process that loads them is found out here, not in a node.
"""

import subprocess
import sys

from klieg.kernel.errors import SettingsError
from klieg.kernel.settings import PREFIX
from klieg.node.transcode.encoders import ENCODERS, SOFTWARE, EncoderChoice
from klieg.node.transcode.rungs import Rung

PATIENCE_S = 20.0
"""How long a driver may take to open an encoder and to encode one picture."""
_EDGES = (320, 180)


def check_encoder(name: str, preset: str) -> None:
    """Try the encoder the setting ``ladder_encoder`` names, unless it is the one that is always there.

    Raises:
        SettingsError: it does not work here; the sentences name the setting and the remedies.
    """
    if name == SOFTWARE:
        return
    fault = find_encoder_fault(name, preset)
    if fault:
        raise SettingsError(
            f"{PREFIX}LADDER_ENCODER={name} cannot be used on this machine: {fault}. "
            f"{ENCODERS[name].remedy}; or set {PREFIX}LADDER_ENCODER={SOFTWARE}."
        )


def find_encoder_fault(name: str, preset: str) -> str:
    """Return what is wrong with an encoder here; empty when one picture could be encoded."""
    command = [sys.executable, "-m", __spec__.name, name, preset]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module; the name is one of a setting's few
            command, capture_output=True, check=False, timeout=PATIENCE_S, encoding="utf-8"
        )
    except subprocess.TimeoutExpired:
        return f"it did not answer within {PATIENCE_S:.0f} s"
    if ended.returncode == 0:
        return ""
    return ended.stdout.strip() or f"trying it ended with exit code {ended.returncode}"


def _try_encoder(name: str, preset: str) -> str:
    """Encode a picture; return what went wrong."""
    import av  # noqa: PLC0415 - a node that asks is without FFmpeg's libraries
    import av.logging  # noqa: PLC0415 - same
    from av.codec.codec import UnknownCodecError  # noqa: PLC0415 - same
    from av.video.frame import VideoFrame  # noqa: PLC0415 - same

    from klieg.node.transcode.rung_encoder import PICTURE_FORMAT, open_encoder  # noqa: PLC0415 - same

    av.logging.set_level(av.logging.ERROR)
    picture = VideoFrame(*_EDGES, PICTURE_FORMAT)
    for plane in picture.planes:
        plane.update(bytes(plane.buffer_size))
    picture.pts = 0
    rung = Rung(1, *_EDGES, bit_rate=300_000, frame_rate=None, halves_rate=False)
    with av.logging.Capture() as said:
        try:
            encoder = open_encoder(EncoderChoice(name, preset), rung, picture)
            made = [*encoder.encode(picture), *encoder.encode(None)]
        except UnknownCodecError:
            return "the FFmpeg that PyAV brings is without it"
        except (av.FFmpegError, ValueError, NotImplementedError) as error:
            first = next((message.strip().rstrip(".") for *_, message in said), "")
            return f"it does not open ({first or getattr(error, 'strerror', None) or error})"
    return "" if any(packet.is_keyframe for packet in made) else "it made no picture"


def main() -> int:
    """Try the encoder that is named; print what is wrong and return 1, or return 0."""
    fault = _try_encoder(*sys.argv[1:3])
    sys.stdout.write(fault)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
