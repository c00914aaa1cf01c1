"""``docs/operate/settings.md``."""

from klieg.cli.reference.setting import list_settings

_HEAD = """\
# Settings

Each setting is an environment variable, or a line in the file *klieg.toml* of the folder where Klieg is started
(`KLIEG_CONFIG` names another file). The environment wins. [`config.example.toml`](../../config.example.toml) is such a
file with every default.

A value that cannot be used stops the start with exit code 3 and a sentence that names the setting, the value and the
remedy. This page is written by `make docs`.

| variable | in the file | default | meaning |
|---|---|---|---|
"""


def write_settings_page() -> str:
    """Return the page."""
    rows = [
        f"| `{setting.variable}` | `{setting.name}` | `{setting.default}` | {setting.description} |"
        for setting in list_settings()
    ]
    return _HEAD + "\n".join(rows) + "\n"
