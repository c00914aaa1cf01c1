import json
from collections.abc import Callable

import pytest

type Broken = Callable[[str, dict[str, str]], list[str]]

PARSER = "src/klieg/media/rtmp/amf0.py"
TARGET = "tests/fuzz/test_amf0.py"
ROW = f'[targets]\n"{PARSER}" = "{TARGET}"\n'
FUZZED = {
    PARSER: "def decode(data: bytes, start: int = 0) -> object: ...",
    TARGET: "def fuzz_one(data: bytes) -> None: ...",
    "tests/fuzz/targets.toml": ROW,
}
RECORD = """# 0001. Write decisions down

- Status: accepted
- Area: house

## Context

## Decision

## Cost

## Alternatives
"""


def test_a_parser_has_a_fuzz_target(broken: Broken) -> None:
    assert broken("fuzz_targets", FUZZED) == []
    assert (
        len(broken("fuzz_targets", FUZZED | {"src/klieg/node/b.py": "def parse(data: memoryview | bytes): ..."})) == 1
    )
    assert (
        broken("fuzz_targets", FUZZED | {"src/klieg/node/b.py": "def _parse(data: bytes): ...\ndef parse(a: str): ..."})
        == []
    )


def test_the_table_of_targets_is_true(broken: Broken) -> None:
    assert len(broken("fuzz_targets", FUZZED | {TARGET: ""})) == 1
    assert len(broken("fuzz_targets", FUZZED | {"tests/fuzz/test_b.py": FUZZED[TARGET]})) == 1
    assert len(broken("fuzz_targets", {path: FUZZED[path] for path in (TARGET, "tests/fuzz/targets.toml")})) == 1


def test_a_media_module_has_its_own_tests(broken: Broken) -> None:
    source = {"src/klieg/media/hls/segmenter.py": "def cut(): ..."}
    assert len(broken("own_tests", source)) == 1
    assert broken("own_tests", source | {"tests/unit/media/hls/test_segmenter.py": ""}) == []
    assert broken("own_tests", source | {"tests/unit/media/hls/test_segmenter_cuts.py": ""}) == []
    assert (
        broken("own_tests", {"src/klieg/media/unit.py": "A = 1", "src/klieg/media/__init__.py": "def f(): ..."}) == []
    )
    assert len(broken("own_tests", {"src/klieg/domains/live/rules.py": "def may(): ..."})) == 1


def test_a_decision_record_has_its_form(broken: Broken) -> None:
    files = {"docs/adr/0001-write-down.md": RECORD, "docs/adr/README.md": "[x](0001-write-down.md)"}
    assert broken("decision_records", files) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("0002-write-down.md", RECORD),
        ("0001_write.md", RECORD),
        ("0001-write-down.md", RECORD.replace("accepted", "done")),
        ("0001-write-down.md", RECORD.replace("- Area: house\n", "")),
        ("0001-write-down.md", RECORD.replace("## Cost\n", "")),
        ("0001-write-down.md", RECORD.replace("0001.", "0002.")),
        ("0001-write-down.md", RECORD + "more\n" * 80),
    ],
)
def test_a_decision_record_out_of_form(broken: Broken, name: str, text: str) -> None:
    assert broken("decision_records", {f"docs/adr/{name}": text, "docs/adr/README.md": f"[x]({name})"})


def test_a_decision_record_is_in_the_index(broken: Broken) -> None:
    assert len(broken("decision_records", {"docs/adr/0001-write-down.md": RECORD})) == 1


def test_the_npm_lock_names_hashes_and_no_addresses(broken: Broken) -> None:
    def lock(**entry: object) -> dict[str, str]:
        packages = {"": {}, "packages/player": {"version": "1"}, "node_modules/a": {"version": "1"} | entry}
        return {"web/package-lock.json": json.dumps({"packages": packages})}

    assert broken("npm_lock", lock(integrity="sha512-x")) == []
    assert broken("npm_lock", lock(link=True, resolved="packages/player")) == []
    assert len(broken("npm_lock", lock(integrity="sha512-x", resolved="https://host/a.tgz"))) == 1
    assert len(broken("npm_lock", lock())) == 1
