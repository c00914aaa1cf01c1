import re
from pathlib import Path

import pytest

from tools.lints.__main__ import all_rules
from tools.lints.repository import Repository

ROOT = Path(__file__).resolve().parents[3]
REPOSITORY = Repository(ROOT)
PAGES = [path for path in REPOSITORY.paths if path.endswith(".md") and not path.startswith("web/")]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MADE_BY_PEOPLE = {"klieg.toml"}
PATH = re.compile(r"`((?:src|tests|tools|docs|scripts|web|requirements)/[\w./{}*-]+|\.ci/run|[\w-]+\.(?:py|toml))`")


def is_there(path: str) -> bool:
    """Whether a path a page names exists: from the root, or anywhere when it is the name of a file alone."""
    return (ROOT / path).exists() or ("/" not in path and any(file.endswith(f"/{path}") for file in REPOSITORY.paths))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in LINK.findall(FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))):
        if not target.startswith(("http:", "https:", "#", "mailto:")):
            assert ((ROOT / page).parent / target.split("#")[0]).exists(), f"{page} links to {target}"


@pytest.mark.parametrize("page", PAGES)
def test_paths_exist(page: str) -> None:
    text = FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
    for path in PATH.findall(text):
        if path not in MADE_BY_PEOPLE and not set(path) & set("{}*"):
            assert is_there(path), f"{page} names {path}"


def test_the_tree_in_the_architecture_exists() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"^(?:src|web|tests|tools)\S*", text, re.MULTILINE)
    assert len(named) > 10
    for path in named:
        assert (ROOT / path).exists(), path


def test_the_architecture_names_every_storey() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for child in (ROOT / "src" / "klieg").iterdir():
        if child.is_dir() and (child / "__init__.py").exists():
            assert f"src/klieg/{child.name}" in text, child.name


def test_the_architecture_is_short() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_page_is_reachable_from_an_index() -> None:
    indexes = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES if page.endswith("README.md"))
    for page in PAGES:
        if page.startswith("docs/") and not page.endswith("README.md"):
            assert page.rsplit("/", 1)[-1] in indexes, page


def test_every_house_rule_is_listed() -> None:
    text = (ROOT / "docs/develop/lints.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)) == set(all_rules())
