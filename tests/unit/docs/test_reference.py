import ast
import json
import re
from importlib import import_module
from pathlib import Path

from fastapi.routing import APIWebSocketRoute
from typer.models import TyperInfo

from klieg.cli.app import make_app
from klieg.contracts.facts import FACT, EndReason
from klieg.contracts.ingest import RefusalCode
from klieg.kernel.errors import DomainError
from klieg.kernel.settings import Settings
from tools.lints.repository import Repository

METRIC_KINDS = {
    "Counter": "counter",
    "CounterMetricFamily": "counter",
    "_counter": "counter",
    "Gauge": "gauge",
    "GaugeMetricFamily": "gauge",
    "_gauge": "gauge",
    "Histogram": "histogram",
    "HistogramMetricFamily": "histogram",
}


def groups() -> list[TyperInfo]:
    return make_app().registered_groups


def page(root: Path, path: str) -> str:
    return (root / "docs" / path).read_text(encoding="utf-8")


def metrics_in_code(root: Path) -> set[tuple[str, str]]:
    """Return (name as it is scraped, kind) of every metric that is made somewhere."""
    found = set()
    for file in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            kind = METRIC_KINDS.get(node.func.id)
            name = str(first.value) if isinstance(first, ast.Constant) else ""
            if kind and name.startswith("klieg_"):
                found.add((f"{name}_total" if kind == "counter" else name, kind))
    return found


def test_every_metric_is_listed(root: Path) -> None:
    listed = set(re.findall(r"^\| `(klieg_\w+)` \| (\w+) \|", page(root, "operate/metrics.md"), re.MULTILINE))
    assert listed == metrics_in_code(root)


def test_every_setting_is_listed(root: Path) -> None:
    text = page(root, "operate/settings.md")
    for name in Settings.model_fields:
        assert f"KLIEG_{name.upper()}" in text, name


def test_every_command_is_listed(root: Path) -> None:
    text = page(root, "operate/cli.md")
    names = []
    for app, prefix in [(make_app(), "klieg"), *((group.typer_instance, f"klieg {group.name}") for group in groups())]:
        assert app is not None
        for command in app.registered_commands:
            assert command.callback is not None
            name = command.name or command.callback.__name__.replace("_", "-")
            names += [] if command.hidden else [f"{prefix} {name}"]
    assert len(names) > 10
    for name in names:
        assert f"\n## {name}\n" in text, name


def test_every_dependency_has_its_line(root: Path) -> None:
    wanted = set()
    for file in (root / "requirements").glob("*.in"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                wanted.add(re.split(r"[\[<>=;,! ]", line)[0])
    packages = [path for path in Repository(root).paths if path.endswith("/package.json")]
    for path in packages:
        manifest = json.loads((root / path).read_text(encoding="utf-8"))
        for kind in ("dependencies", "devDependencies", "peerDependencies"):
            wanted |= {name for name in manifest.get(kind, {}) if not name.startswith("@klieg/")}
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", page(root, "develop/dependencies.md"), re.MULTILINE)
    assert {name for name, _ in rows} == wanted
    for name, cells in rows:
        assert all(cell.strip() for cell in cells.split("|")), f"{name}: what, by whom, how to leave"


def test_every_problem_code_is_listed(root: Path) -> None:
    text = page(root, "api/README.md")
    refusals = [DomainError]
    for path in sorted((root / "src/klieg/domains").glob("*/errors.py")):
        module = ".".join(path.relative_to(root / "src").with_suffix("").parts)
        __import__(module)
    while refusals:
        refusal = refusals.pop()
        refusals += refusal.__subclasses__()
        if refusal is not DomainError:
            assert re.search(rf"^\| `{refusal.code}` \| {refusal.status} \|", text, re.MULTILINE), refusal


def test_every_route_is_listed(root: Path) -> None:
    routes = set()
    for path in sorted((root / "src/klieg/api").rglob("*.py")):
        module = import_module(".".join(path.relative_to(root / "src").with_suffix("").parts))
        for route in getattr(getattr(module, "router", None), "routes", []):
            methods = {"GET"} if isinstance(route, APIWebSocketRoute) else set(route.methods) - {"HEAD"}
            routes |= {f"{method} {route.path}" for method in methods if ":path}" not in route.path}
    listed = set(re.findall(r"^\| `([A-Z]+ /\S*)` \|", page(root, "api/README.md"), re.MULTILINE))
    assert listed == routes


def test_every_reason_and_refusal_is_listed(root: Path) -> None:
    text = page(root, "protocols/node-control.md")
    for reason in EndReason:
        assert f"`{reason.value}`" in text
    for code in RefusalCode:
        assert code.value in text


def test_every_fact_is_listed(root: Path) -> None:
    text = page(root, "protocols/node-control.md")
    facts = FACT.json_schema()["discriminator"]["mapping"]
    assert set(re.findall(r"^\| `([a-z]+_[a-z]+)` \| ", text, re.MULTILINE)) == set(facts)
