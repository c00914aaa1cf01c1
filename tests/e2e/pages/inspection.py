"""What holds for every page: it fits its window, and axe has nothing to complain about."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
OVERFLOW_JS = """
() => {
  const width = document.documentElement.clientWidth;
  // What stands in a row that scrolls by itself is reached there; the row itself has to fit.
  const isScrolled = (element) => {
    const parent = element.parentElement;
    return parent !== null && (/auto|scroll/.test(getComputedStyle(parent).overflowX) || isScrolled(parent));
  };
  const beyond = [...document.querySelectorAll('body *')].filter((element) => {
    const box = element.getBoundingClientRect();
    const clipped = element.closest('[aria-hidden="true"], canvas, .visually-hidden') || isScrolled(element);
    return !clipped && box.width > 0 && box.right > width + 1;
  });
  return {
    overflow: document.documentElement.scrollWidth - width,
    beyond: beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
  };
}
"""


def expect_fitting(page: Page) -> None:
    """Assert that nothing sticks out to the right."""
    found = page.evaluate(OVERFLOW_JS)
    assert found["overflow"] <= 0, found
    assert found["beyond"] == [], found


def expect_clean(page: Page) -> None:
    """Run axe on the page as it is now."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    violations = [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert not violations, "\n".join(violations)
