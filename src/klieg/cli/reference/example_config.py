"""``config.example.toml``."""

from textwrap import wrap

from klieg.cli.reference.setting import list_settings

_WIDTH = 100
_HEAD = """\
# Every setting of Klieg with its default. Copy this file to klieg.toml in the folder where Klieg is started (or name it
# in KLIEG_CONFIG) and take the # away from what you change. The environment wins over this file: KLIEG_HTTP_PORT=9000.
# Written by `make docs`.
"""


def write_example_config() -> str:
    """Return the file."""
    blocks = [_HEAD]
    for setting in list_settings():
        lines = [f"# {line}" for line in wrap(setting.description, _WIDTH)]
        blocks.append("\n".join([*lines, f"# {setting.name} = {setting.default}", ""]))
    return "\n".join(blocks)
