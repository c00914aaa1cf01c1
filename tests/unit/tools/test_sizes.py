from collections.abc import Callable

import pytest

type Broken = Callable[[str, dict[str, str]], list[str]]


def function(lines: int, name: str = "f") -> str:
    return f"def {name}():\n" + "    x = 1\n" * (lines - 1)


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("src/klieg/a.py", 500),
        ("src/klieg/domains/live/routes.py", 300),
        ("tests/unit/test_a.py", 600),
        ("web/src/lib/a.ts", 250),
        ("web/src/lib/a.test.ts", 600),
        ("web/src/lib/A.svelte", 120),
    ],
)
def test_a_file_has_a_budget(broken: Broken, path: str, budget: int) -> None:
    assert broken("file_size", {path: "x = 1\n" * budget}) == []
    assert len(broken("file_size", {path: "x = 1\n" * (budget + 1)})) == 1


def test_the_style_of_a_component_is_free(broken: Broken) -> None:
    component = "<p>a</p>\n" * 120 + "<style>\n" + "p { }\n" * 200 + "</style>\n"
    assert broken("file_size", {"web/src/A.svelte": component}) == []
    assert len(broken("file_size", {"web/src/A.svelte": component + "<p>b</p>\n"})) == 1


def test_a_generated_web_file_has_no_budget(broken: Broken) -> None:
    assert broken("file_size", {"web/src/schema.ts": "// Generated from openapi.json\n" + "x\n" * 900}) == []


def test_a_function_has_a_budget(broken: Broken) -> None:
    assert broken("function_size", {"src/a.py": function(60)}) == []
    assert broken("function_size", {"src/a.py": function(61)}) == [
        "src/a.py:1: f: has 61 lines, at most 60: split it.",
    ]


def test_a_route_is_shorter(broken: Broken) -> None:
    assert len(broken("function_size", {"src/klieg/domains/live/routes.py": function(26)})) == 1


def test_a_docstring_is_free(broken: Broken) -> None:
    text = 'def f():\n    """Say.\n' + "\n    More.\n" * 40 + '    """\n' + "    x = 1\n" * 59
    assert broken("function_size", {"src/a.py": text}) == []


def test_five_positional_parameters_are_enough(broken: Broken) -> None:
    good = "class A:\n    def f(self, a, b, c, d, e, *, g, h): ...\n"
    assert broken("positional_parameters", {"src/a.py": good}) == []
    assert len(broken("positional_parameters", {"src/a.py": "def f(a, b, c, d, e, g): ...\n"})) == 1


def test_nesting_has_a_budget(broken: Broken) -> None:
    three = "def f():\n  if a:\n    for b in c:\n      while d:\n        e()\n"
    assert broken("nesting", {"src/a.py": three}) == []
    four = three.replace("        e()", "        try:\n          e()\n        except E:\n          pass")
    assert len(broken("nesting", {"src/a.py": four})) == 1


def test_a_chain_of_elif_is_one_level(broken: Broken) -> None:
    chain = "def f():\n  if a:\n    pass\n" + "  elif b:\n    pass\n" * 6 + "  else:\n    pass\n"
    assert broken("nesting", {"src/a.py": chain}) == []
    nested = "def f():\n" + "".join(f"{'  ' * n}if a:\n{'  ' * (n + 1)}pass\n{'  ' * n}else:\n" for n in range(1, 5))
    assert len(broken("nesting", {"src/a.py": nested + "            pass\n"})) == 1


def test_an_inner_function_starts_anew(broken: Broken) -> None:
    inner = "def f():\n  if a:\n    if b:\n      def g():\n        if c:\n          if d:\n            pass\n"
    assert broken("nesting", {"src/a.py": inner}) == []


def test_a_folder_has_a_budget(broken: Broken) -> None:
    entries = {f"src/klieg/a/m{n}.py": "" for n in range(20)} | {"src/klieg/a/__init__.py": ""}
    assert broken("folder_entries", entries) == []
    assert len(broken("folder_entries", entries | {"src/klieg/a/more/x.py": ""})) == 1
    assert broken("folder_entries", {f"docs/adr/{n:04}-a.md": "" for n in range(30)}) == []


def test_the_source_as_a_whole_stays_small(broken: Broken) -> None:
    small = {f"src/m{n}.py": "x = 1\n" * 100 for n in range(30)}
    assert broken("size_distribution", small) == []
    assert len(broken("size_distribution", dict.fromkeys(small, "x = 1\n" * 130))) == 1
    long = {f"src/m{n}.py": function(40) for n in range(30)}
    assert len(broken("size_distribution", long)) == 1


def test_a_big_file_is_not_tracked(broken: Broken) -> None:
    assert broken("big_files", {"tests/a.mp4": "x" * 200_000}) == []
    assert len(broken("big_files", {"tests/a.mp4": "x" * 200_001})) == 1
