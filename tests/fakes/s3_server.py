"""An S3 server in processes of its own (SeaweedFS): it checks signatures and keeps objects on disk."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store
from pydantic import SecretStr

from fakes.serving import await_that
from klieg.kernel.settings import Settings

BUCKET = "media"
KEY_ID = "key"
SECRET = "secret"
REGION = "us-east-1"

_WEED = Path(sys.executable).parent / "weed"
_IDENTITIES = {
    "identities": [
        {"name": "tests", "credentials": [{"accessKey": KEY_ID, "secretKey": SECRET}], "actions": ["Admin"]},
    ]
}
_PORTS = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")


def bucket_settings(url: str, prefix: str, data_dir: Path) -> Settings:
    """Settings of whoever keeps objects in the bucket of a server below a prefix."""
    return Settings(
        data_dir=data_dir,
        object_store_url=f"s3://{BUCKET}/{prefix}",
        object_store_endpoint=url,
        object_store_region=REGION,
        object_store_access_key_id=KEY_ID,
        object_store_secret_access_key=SecretStr(SECRET),
    )


@contextmanager
def s3_server(make_port: Callable[[], int]) -> Iterator[str]:
    """Serve for the length of a test with an empty bucket; what is given is the address."""
    ports = [make_port() for _ in range(len(_PORTS) + 2)]
    url = f"http://127.0.0.1:{ports[-1]}"
    with tempfile.TemporaryDirectory(prefix="klieg-s3-", ignore_cleanup_errors=True) as folder:
        identities = Path(folder) / "identities.json"
        identities.write_text(json.dumps(_IDENTITIES), encoding="utf-8")
        command = [
            *(str(_WEED), "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
            *(f"-{name}={port}" for name, port in zip(_PORTS, ports, strict=False)),
            *("-s3", f"-s3.port={ports[-1]}", f"-s3.port.grpc={ports[-2]}", f"-s3.config={identities}"),
            *("-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false"),
            *("-volume.max=20", "-master.volumeSizeLimitMB=64"),
        ]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            await_that(lambda: _takes_objects(url), "an S3 server")
            yield url
        finally:
            process.kill()
            process.wait()


def _takes_objects(url: str) -> bool:
    """Return whether an object can be written; the first one makes the bucket."""
    store = S3Store(
        BUCKET,
        config={"endpoint": url, "region": REGION, "access_key_id": KEY_ID, "secret_access_key": SECRET},
        client_options={"allow_http": True},
        retry_config={"max_retries": 0, "retry_timeout": timedelta(seconds=5)},
    )
    try:
        obstore.put(store, "probe", b"-")
        obstore.delete(store, "probe")
    except (BaseError, OSError):
        return False
    return True
