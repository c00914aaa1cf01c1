"""A session description as lines (RFC 8866, 5): kept as they came unless somebody means to change them."""

from dataclasses import dataclass, field
from typing import Self

from klieg.media.sdp.errors import MalformedSdpError

MAX_CHARACTERS = 128 * 1024
"""Longest session description read; a browser's offer with every codec has about 10 000."""
MAX_SECTIONS = 32
MAX_LINE_CHARACTERS = 8192
_DIRECTIONS = frozenset({"sendrecv", "sendonly", "recvonly", "inactive"})


@dataclass(slots=True)
class MediaSection:
    """One media section.

    Attributes:
        kind: ``audio``, ``video``, ``application`` …
        port: 0 means refused, or ``bundle-only`` (RFC 9143, 6).
        protocol: ``UDP/TLS/RTP/SAVPF`` for everything here.
        formats: RTP payload types as text, best first.
        lines: What follows the ``m=`` line, without line ends.
    """

    kind: str
    port: int
    protocol: str
    formats: list[str]
    lines: list[str] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """Return the value of each attribute of that name; the empty text for one without a value."""
        return attribute_values(self.lines, name)

    def value(self, name: str) -> str | None:
        """Return the value of the first attribute of that name."""
        return next(iter(self.values(name)), None)

    @property
    def mid(self) -> str:
        """Identification of the section (RFC 5888); empty when it has none."""
        return self.value("mid") or ""

    def direction(self, default: str = "sendrecv") -> str:
        """Return ``sendrecv``, ``sendonly``, ``recvonly`` or ``inactive`` (RFC 8866, 6.7)."""
        return next((line[2:] for line in self.lines if line[2:] in _DIRECTIONS and line[:2] == "a="), default)

    @property
    def refused(self) -> bool:
        """Whether the port says that the section is not wanted (RFC 3264, 6); a bundle-only one is."""
        return self.port == 0 and self.value("bundle-only") is None

    def build(self) -> list[str]:
        """Return all lines of the section."""
        return [f"m={self.kind} {self.port} {self.protocol} {' '.join(self.formats)}", *self.lines]


@dataclass(slots=True)
class SessionDescription:
    """Session level lines and media sections."""

    lines: list[str]
    media: list[MediaSection]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a session description; line ends may be LF alone.

        Raises:
            MalformedSdpError: It is none, or over a maximum.
        """
        if len(text) > MAX_CHARACTERS:
            raise MalformedSdpError(f"The session description has more than {MAX_CHARACTERS} characters.")
        session: list[str] = []
        media: list[MediaSection] = []
        lines = session
        for line in text.replace("\r\n", "\n").split("\n"):
            if not line:
                continue
            if len(line) < 2 or line[1] != "=" or not "a" <= line[0] <= "z" or len(line) > MAX_LINE_CHARACTERS:
                raise MalformedSdpError(f"A line of the session description is none: {line[:40]!r}.")
            if line[0] == "m":
                media.append(_parse_media_line(line))
                lines = media[-1].lines
            else:
                lines.append(line)
        if not session or session[0] != "v=0":
            raise MalformedSdpError("The session description does not begin with v=0.")
        if len(media) > MAX_SECTIONS:
            raise MalformedSdpError(f"The session description has more than {MAX_SECTIONS} media sections.")
        return cls(session, media)

    def values(self, name: str) -> list[str]:
        """Return the value of each session level attribute of that name."""
        return attribute_values(self.lines, name)

    def bundle(self) -> list[str]:
        """Return the identifications of the sections that share one transport (RFC 9143, 5)."""
        groups = (group.split() for group in self.values("group"))
        return next((group[1:] for group in groups if group[:1] == ["BUNDLE"]), [])

    def build(self) -> str:
        """Return the text with CRLF line ends."""
        lines = [*self.lines, *(line for section in self.media for line in section.build())]
        return "".join(f"{line}\r\n" for line in lines)


def attribute_values(lines: list[str], name: str) -> list[str]:
    """Return the value of each ``a=`` line of a name."""
    prefix = f"a={name}:"
    size = len(prefix)
    flag = prefix[:-1]
    return [line[size:] if line != flag else "" for line in lines if line.startswith(prefix) or line == flag]


def _parse_media_line(line: str) -> MediaSection:
    words = line[2:].split()
    port = words[1].partition("/")[0] if len(words) > 3 else ""
    if not (port.isascii() and port.isdigit() and len(port) <= 5):
        raise MalformedSdpError(f"A media line of the session description cannot be read: {line[:40]!r}.")
    return MediaSection(words[0], int(port), words[2], words[3:])
