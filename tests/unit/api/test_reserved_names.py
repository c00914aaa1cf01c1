"""Nobody is named like one of our own pages: the names are compared with the pages there are."""

from pathlib import Path

from klieg.api.app import reserved_names

ROUTES = Path(__file__).parents[3] / "web" / "app" / "src" / "routes"


def test_every_page_of_the_web_app_is_reserved() -> None:
    pages = {folder.name for folder in ROUTES.iterdir() if folder.is_dir() and folder.name[0] not in "[("}
    pages |= {
        inner.name
        for folder in ROUTES.iterdir()
        if folder.is_dir() and folder.name[0] == "("
        for inner in folder.iterdir()
        if inner.is_dir() and inner.name[0] not in "[("
    }
    assert {"login", "register", "go-live"} <= pages
    assert pages <= reserved_names()


def test_every_address_of_the_api_is_reserved() -> None:
    assert {"api", "internal", "status", "metrics", "following", "manager", "health", "settings"} <= reserved_names()
