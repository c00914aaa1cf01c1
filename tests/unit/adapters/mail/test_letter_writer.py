import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest

from klieg.adapters.mail import LetterWriter
from klieg.adapters.mail.letter_writer import LANGUAGES, spoken_language
from klieg.domains.mail import MailKind

WORDS = Path(__file__).parents[4] / "src/klieg/adapters/mail/words"
VALUES = {
    "name": "Ada",
    "code": "482913",
    "link": "/reset?username=ada&code=a_secret",
    "valid_hours": "24",
    "valid_minutes": "60",
    "new_address": "new@example.org",
    "from_name": "Grace",
    "label": "Phone",
    "left": "9",
    "provider": "Example School",
}
WRITER = LetterWriter("https://live.example.org/")
LINK = "https://live.example.org/reset?username=ada&code=a_secret"


class Page(HTMLParser):
    """Text, addresses and unclosed elements of an HTML page."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "background"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if self.open and self.open[-1] not in {"style", "title"} else ""


def catalogue(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def details(kind: MailKind) -> dict[str, str]:
    return {name: VALUES[name] for name in kind.fields}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MailKind)
def test_each_kind_is_written_in_each_language(kind: MailKind, language: str) -> None:
    wording = WRITER.write(kind, language, details(kind))
    page = Page(wording.html)
    words = " ".join(page.text.split())
    for paragraph in wording.text.removesuffix("\n").split("\n\n"):
        paragraph_words = " ".join(paragraph.removeprefix("-- \n").replace(f":\n{LINK}", "").split())
        assert paragraph_words in words, "the HTML says what the text says"
    assert page.open == []
    assert all(line.isprintable() and len(line) <= 72 for line in wording.text.splitlines() if LINK not in line)
    for field in ("code", "name", "new_address", "from_name"):
        assert (VALUES[field] in wording.text) == (field in kind.fields), field
    assert (LINK in wording.text) == ("link" in kind.fields)
    assert page.links == ([LINK, LINK] if "link" in kind.fields else [])
    assert wording.language == language
    assert "live.example.org" in wording.subject + wording.text


def test_the_text_is_laid_out_for_reading() -> None:
    wording = WRITER.write(MailKind.CONFIRM_NEW_ADDRESS, "en", details(MailKind.CONFIRM_NEW_ADDRESS))
    assert wording.subject == "Confirm your new address for live.example.org"
    assert wording.text.splitlines() == [
        "Is this your new address?",
        "",
        "Hello Ada, confirm that this address is yours, and your account at",
        "live.example.org takes it over.",
        "",
        "Confirm address:",
        LINK,
        "",
        "Or enter this code in your settings:",
        "",
        "    482913",
        "",
        "Until then your former address stays. If you did not ask for it, ignore",
        "this mail.",
        "",
        "-- ",
        "This mail was written by live.example.org because of something done",
        "there. Answers to it are read by nobody.",
    ]


def test_the_languages_are_the_files_and_have_the_same_places_to_fill_in() -> None:
    assert {path.stem for path in WORDS.glob("*.toml")} == set(LANGUAGES)
    english = catalogue("en")
    assert set(english) == {"everywhere", *MailKind}
    for language in LANGUAGES:
        other = catalogue(language)
        assert {kind: set(words) for kind, words in other.items()} == {kind: set(w) for kind, w in english.items()}
        for kind in MailKind:
            named = set().union(*(placeholders(text) for text in other[kind].values()))
            assert named - {"host"} == kind.fields - {"link", "code"}, (language, kind)


def test_nothing_is_fetched_from_anywhere() -> None:
    html = WRITER.write(MailKind.ACCOUNT_DELETED, "en", {"name": "Ada"}).html
    assert not re.search(r"<(img|link|script|iframe|form|object)|https?:|url\(|@import|@font-face", html)


def test_a_name_cannot_be_markup_or_a_line_of_its_own() -> None:
    name = "<b>Ada</b>\r\nBcc: everybody@example.org {host}"
    wording = WRITER.write(MailKind.INVITATION, "en", {"from_name": name, "link": "/register?invite=x&y=<z>"})
    assert "\n" not in wording.subject
    assert "<b>" not in wording.html
    assert "{host}" in wording.subject, "what is filled in is not filled in again"
    assert Page(wording.html).links == ["https://live.example.org/register?invite=x&y=<z>"] * 2
    assert wording.text.isascii()


@pytest.mark.parametrize(
    ("language", "spoken"), [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("fr", "en"), ("", "en"), ("../en", "en")]
)
def test_a_reader_of_another_language_gets_english(language: str, spoken: str) -> None:
    assert spoken_language(language) == spoken
