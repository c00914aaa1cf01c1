"""What ``klieg`` says to the shell when it ends. Listed in ``klieg --help`` and docs/operate/cli.md."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """The exit codes; the text beside each is what people read."""

    text: str

    def __new__(cls, value: int, text: str) -> Self:
        """Give the number its sentence."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.text = text
        return member

    OK = 0, "done"
    REFUSED = 1, "the product refused: the sentence says why (doctor: a check failed)"
    USAGE = 2, "the command was not understood"
    STARTUP = 3, "a setting cannot be used, or something that starting needs is taken or missing"
    UNAVAILABLE = 4, "a part that the command needs (database, bus, control) does not answer"
    UNEXPECTED = 70, "a fault of Klieg itself: please report it with what was printed"
    INTERRUPTED = 130, "interrupted with Ctrl-C"
