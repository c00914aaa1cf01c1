"""Mail in the world: its words, and who takes it."""

from klieg.adapters.mail.letter_writer import LetterWriter
from klieg.adapters.mail.posts import open_post

__all__ = ["LetterWriter", "open_post"]
