"""A gallery on each database and each object store, with the real darkroom."""

from pathlib import Path

import pytest

from fakes.control.stores import (
    database,
    database_url,
    empty_database_url,
    postgres_server,
    postgres_template,
    sqlite_template,
    sqlite_url,
)
from fakes.s3_server import bucket_settings
from klieg.adapters.pictures.objects import ObjectPictures, open_pictures
from klieg.kernel.settings import Settings

__all__ = [
    "database",
    "database_url",
    "empty_database_url",
    "postgres_server",
    "postgres_template",
    "sqlite_template",
    "sqlite_url",
]


@pytest.fixture(params=["folder", "S3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectPictures:
    """Where pictures are kept."""
    if request.param == "folder":
        return open_pictures(Settings(data_dir=tmp_path, object_store_keep_free_mb=1))
    return open_pictures(bucket_settings(request.getfixturevalue("s3"), tmp_path.name, tmp_path))
