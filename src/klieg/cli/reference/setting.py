"""A setting as pages show it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from klieg.kernel.settings import PREFIX, Settings


@dataclass(frozen=True)
class Setting:
    """Name as in the file, its default as TOML, and its description."""

    name: str
    default: str
    description: str

    @property
    def variable(self) -> str:
        """Environment variable."""
        return f"{PREFIX}{self.name.upper()}"


def list_settings() -> Iterator[Setting]:
    """Yield every setting in the order of the class; those of the classes below it come after its own."""
    fields = Settings.model_fields
    for name in sorted(fields, key=lambda name: name not in Settings.__annotations__):
        field = fields[name]
        assert field.description, f"{name} has a description"
        yield Setting(name, _as_toml(field.default), field.description)


def _as_toml(value: object) -> str:
    match value:
        case SecretStr():
            return json.dumps(value.get_secret_value())
        case Path():
            return json.dumps(str(value))
        case _:
            return json.dumps(value)
