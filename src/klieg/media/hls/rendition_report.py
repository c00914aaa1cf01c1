"""A Rendition Report (RFC 8216bis, 4.4.5.4): how far another rendition of the same broadcast is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenditionReport:
    """One EXT-X-RENDITION-REPORT.

    Attributes:
        uri: The other media playlist, relative to the one that carries the report.
        last_msn: Media Sequence Number of its last segment, whole or growing.
        last_part: Index of the last part of that segment; None where it publishes no parts.
    """

    uri: str
    last_msn: int
    last_part: int | None

    def line(self) -> str:
        """Return the playlist line."""
        part = "" if self.last_part is None else f",LAST-PART={self.last_part}"
        return f'#EXT-X-RENDITION-REPORT:URI="{self.uri}",LAST-MSN={self.last_msn}{part}\n'
