"""Puts mails into words: one catalogue a language, from which a plain text and an HTML page are made alike."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from textwrap import fill
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from klieg.domains.mail import MailKind, Wording

DEFAULT_LANGUAGE = "en"
LANGUAGES = (DEFAULT_LANGUAGE, "de")
_FOLDER = Path(__file__).parent
_TEXT_COLUMNS = 72

type Words = Mapping[str, str]


class LetterWriter:
    """Writes the mails of one installation, whose web app people open at ``public_url``."""

    def __init__(self, public_url: str) -> None:
        self._public_url = public_url.rstrip("/")
        self._host = urlsplit(public_url).netloc
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER / "templates"),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )

    def write(self, kind: MailKind, language: str, details: Mapping[str, str]) -> Wording:
        """Return what a mail of this kind says, in its reader's language or else in English."""
        spoken = spoken_language(language)
        given = {name: " ".join(value.split()) for name, value in details.items()}  # no value begins a line of its own
        words = {
            part: text.format_map(given | {"host": self._host})
            for part, text in (_catalogue(spoken)["everywhere"] | _catalogue(spoken)[kind.value]).items()
        }
        filled = {
            "language": spoken,
            "link": self._public_url + given["link"] if "link" in given else None,
            "code": given.get("code"),
        }
        wrapped = {part: fill(text, _TEXT_COLUMNS, break_long_words=False) for part, text in words.items()}
        return Wording(
            language=spoken,
            subject=words["subject"],
            text=self._templates.get_template("letter.txt").render(filled, words=wrapped),
            html=self._templates.get_template("letter.html").render(filled, words=words),
        )


def spoken_language(language: str) -> str:
    """Return the language of ours that serves a reader of ``language``, such as ``de`` for ``de-AT``."""
    primary = language.lower().partition("-")[0]
    return primary if primary in LANGUAGES else DEFAULT_LANGUAGE


@cache
def _catalogue(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_FOLDER / "words" / f"{language}.toml").read_text(encoding="utf-8"))
