"""``python -m klieg.cli.reference``: writes the pages into the working directory, the root of the repository."""

from pathlib import Path

from klieg.cli.reference.commands_page import write_commands_page
from klieg.cli.reference.example_config import write_example_config
from klieg.cli.reference.settings_page import write_settings_page

PAGES = {
    "config.example.toml": write_example_config,
    "docs/operate/settings.md": write_settings_page,
    "docs/operate/cli.md": write_commands_page,
}

if __name__ == "__main__":
    for path, write in PAGES.items():
        Path(path).write_text(write(), encoding="utf-8")
        print(f"Wrote {path}.")
