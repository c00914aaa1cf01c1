"""Servers that several suites share."""

from collections.abc import Callable, Iterator

import pytest

from fakes.s3_server import s3_server


@pytest.fixture(scope="session")
def s3(make_port: Callable[[], int]) -> Iterator[str]:
    """The address of a running S3 server with one bucket."""
    with s3_server(make_port) as url:
        yield url
