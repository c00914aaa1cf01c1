from collections.abc import Callable

import pytest

type Broken = Callable[[str, dict[str, str]], list[str]]

GLOSSARY = """
| term | here it means | not |
|---|---|---|
| **Multivariant playlist** | one of the two | `master`, `manifest` |
| **Part** | a piece | `chunk` (except in `media/rtmp`) |
"""


@pytest.mark.parametrize("path", ["src/klieg/utils.py", "src/klieg/helpers/a.py", "web/x/base.py", "tests/common.py"])
def test_a_module_has_a_noun(broken: Broken, path: str) -> None:
    assert len(broken("names", {path: ""})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "class Stream: ...",
        "class Manager: ...",
        "def handle_event(): ...",
        "async def _process_unit(): ...",
        "class A:\n    def do_it(self): ...",
    ],
)
def test_a_name_says_something(broken: Broken, text: str) -> None:
    assert len(broken("names", {"src/klieg/a.py": text})) == 1


@pytest.mark.parametrize("text", ["class StreamSession: ...", "def double(): ...", "def end(session): ..."])
def test_other_names_are_fine(broken: Broken, text: str) -> None:
    assert broken("names", {"src/klieg/node/a.py": text}) == []


def test_a_domain_says_which_session_and_which_token(broken: Broken) -> None:
    path = "src/klieg/domains/live/actions.py"
    assert len(broken("names", {path: "def end(session, *, token): ..."})) == 2
    assert broken("names", {path: "def end(stream_session, *, admin_token): ...\ndef _private(session): ..."}) == []


def test_a_domain_has_one_cast(broken: Broken) -> None:
    good = ["__init__.py", "live/__init__.py", "live/rules.py", "live/actions/go_live.py", "live/models.py"]
    assert broken("domain_cast", {f"src/klieg/domains/{path}": "" for path in good}) == []
    bad = ["live/service.py", "live/things/rules.py"]
    assert len(broken("domain_cast", {f"src/klieg/domains/{path}": "" for path in bad})) == 2


@pytest.mark.parametrize(
    "text", ["class MasterPlaylist: ...", "def render_manifests(): ...", "class A:\n  def chunk(self): ..."]
)
def test_the_glossary_sets_words_aside(broken: Broken, text: str) -> None:
    assert len(broken("glossary", {"docs/concepts/glossary.md": GLOSSARY, "src/klieg/media/hls/a.py": text})) == 1


def test_a_word_may_be_right_in_one_folder(broken: Broken) -> None:
    files = {"docs/concepts/glossary.md": GLOSSARY, "src/klieg/media/rtmp/chunk_reader.py": "class ChunkReader: ..."}
    assert broken("glossary", files) == []
    private = {"docs/concepts/glossary.md": GLOSSARY, "src/klieg/a.py": "def _manifest(): ...\ndef mastering(): ..."}
    assert broken("glossary", private) == []


def test_media_knows_of_ours_only_the_errors(broken: Broken) -> None:
    path = "src/klieg/media/a.py"
    good = "import struct\nfrom klieg.kernel.errors import ProtocolError\nfrom klieg.media.unit import Unit\n"
    assert broken("media_imports", {path: good}) == []
    bad = "import klieg\nfrom klieg.kernel.clock import Clock\nfrom klieg.kernel import ids\nimport klieg.node.reader\n"
    assert len(broken("media_imports", {path: bad})) == 4
