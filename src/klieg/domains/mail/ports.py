"""What mail needs of the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from klieg.domains.mail.rules import Delivery


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mail says, in one language: ``text`` and ``html`` say the same."""

    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words, ready to go. ``id`` is the mail's: a letter sent twice has the same Message-ID."""

    id: str
    recipient: str
    wording: Wording


class Post(Protocol):
    """Takes letters away."""

    async def send(self, letters: Sequence[Letter]) -> list[Delivery]:
        """Return what became of each, in order. What fails is told, never raised."""
        ...
