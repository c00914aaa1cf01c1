"""A secret in a file of the operator's, replaced as a whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing_secret(path: Path) -> Iterator[str]:
    """Make 256 random bits; when the block ends well they are in ``path`` (mode 0600), else that stays as it was."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    try:
        secret = secrets.token_urlsafe(32)
        draft.write_text(secret, encoding="ascii")
        yield secret
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
