"""An installation that was restored is the one that was backed up, whatever the databases."""

import asyncio
import tarfile
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from klieg.adapters.backup import BackupError, Contents, back_up, restore
from klieg.adapters.backup.archive import CONTENTS, SETTINGS
from klieg.adapters.database import Database, migrate, open_database
from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.api.people.administration import Administration
from klieg.api.people.parts import Asker
from klieg.bootstrap import open_application, open_people
from klieg.domains import channels
from klieg.domains.identity import OPERATOR, Role, SignUp
from klieg.domains.mail import MailKind, post_mail
from klieg.kernel.clock import SystemClock
from klieg.kernel.settings import Settings
from klieg.storage.errors import ObjectMissingError
from klieg.storage.object_store import ObjectStore

NOW = datetime(2031, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)
PICTURE = bytes(range(256)) * 40


class Installation:
    """A place: settings, database, objects."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings = settings
        self.database = database
        self.objects = ObjectStore.of_settings(settings)

    async def back_up(self, file: Path) -> Contents:
        return await back_up(self.settings, self.database, self.objects, file, NOW)

    async def restore(self, file: Path, *, replace: bool = False) -> Contents:
        return await restore(self.settings, self.database, self.objects, file, replace=replace)

    async def fill(self) -> None:
        """Rows of several tables that are awkward: instants, NULLs, JSON, text of many scripts, numbers that count."""
        cipher = FernetKeyCipher(self.settings.read_stream_key_secret())
        async with self.database.work() as work:
            for name in ("zoe", "ada", "mia"):
                wanted = channels.CreateChannel(name=name, title=f"„{name}“ 🎬 <&> \\n")
                await channels.create_channel(work, wanted, cipher, NOW)
            values = {"name": "Ada"}
            kind = MailKind.ACCOUNT_DELETED
            post_mail(work, to="ada@example.org", kind=kind, language="de", values=values, now=NOW)
        fields = {"name": "Grace", "mail": "grace@example.org", "password": "Correct-Horse-7"}
        async with open_people(self.settings) as parts:
            administration = Administration(parts, OPERATOR, Asker())
            await administration.create_account(SignUp.model_validate(fields), Role.ADMIN)
        await self.objects.put("pictures/ab/cd.webp", PICTURE)
        await self.objects.put("dvr/node-1/x/1.m4s", b"of what is on the air")

    async def count(self, table: str) -> int:
        async with self.database.read() as reading:
            return int(await reading.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)

    async def read(self, name: str) -> bytes:
        opened = await self.objects.open(name)
        return await opened.read()


@asynccontextmanager
async def place(folder: Path, url: str) -> AsyncIterator[Installation]:
    settings = Settings(data_dir=folder, database_url=url, smtp_password=SecretStr('quo"ted'), http_port=18080)
    async with open_database(settings, SystemClock()) as database:
        await migrate(database)
        yield Installation(settings, database)


@pytest.fixture
async def original(database_url: str, tmp_path: Path) -> AsyncIterator[Installation]:
    async with place(tmp_path / "original", database_url) as made:
        await made.fill()
        yield made


@pytest.fixture
async def other(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Installation]:
    async with place(tmp_path / "other", empty_database_url) as made:
        yield made


@pytest.fixture
async def first(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Installation]:
    async with place(tmp_path / "first", sqlite_url) as made:
        await made.fill()
        yield made


@pytest.fixture
async def second(tmp_path: Path) -> AsyncIterator[Installation]:
    async with place(tmp_path / "second", f"sqlite:///{tmp_path / 'second.db'}") as made:
        yield made


async def test_what_is_restored_is_what_was_backed_up(
    original: Installation, other: Installation, tmp_path: Path
) -> None:
    async with original.database.work() as work:
        await work.session.execute(text("UPDATE mails SET details = NULL"))
    made = await original.back_up(tmp_path / "one.tar.gz")
    assert (made.tables["channels"].rows, made.tables["mails"].rows) == (4, 1)
    assert (made.tables["outbox"].rows, made.tables["accounts"].rows) == (4, 1)
    assert list(made.objects) == ["pictures/ab/cd.webp"]
    assert await other.restore(tmp_path / "one.tar.gz") == made
    again = await other.back_up(tmp_path / "two.tar.gz")
    assert again == made
    assert await other.read("pictures/ab/cd.webp") == PICTURE
    async with open_application(original.settings) as before, open_application(other.settings) as after:
        assert await after.list_channels() == await before.list_channels()
        assert (await after.show_channel("ada")).stream_key, "with the secret of then"
        await after.delete_channel("ada")
    assert await other.count("outbox") == 5, "numbers go on after the highest"
    async with other.database.read() as reading:
        assert await reading.session.scalar(text("SELECT count(*) FROM mails WHERE details IS NULL")) == 1


async def test_a_backup_is_of_one_instant(original: Installation, tmp_path: Path) -> None:
    """Channels are made all the while; each has its event in the same instant."""
    stop = asyncio.Event()
    cipher = FernetKeyCipher("secret")

    async def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            async with original.database.work() as work:
                await channels.create_channel(work, channels.CreateChannel(name=f"c{number:05}"), cipher, NOW)

    writing = asyncio.create_task(write())
    try:
        for number in range(5):
            made = await original.back_up(tmp_path / f"{number}.tar.gz")
            assert made.tables["channels"].rows == made.tables["outbox"].rows
    finally:
        stop.set()
        await writing
    assert await original.count("channels") > 3


async def test_a_place_with_rows_is_left_alone(first: Installation, second: Installation, tmp_path: Path) -> None:
    await first.back_up(tmp_path / "one.tar.gz")
    await second.fill()
    before = (second.settings.data_dir / "stream-key-secret").read_text()
    with pytest.raises(BackupError, match=r"not empty.*--replace"):
        await second.restore(tmp_path / "one.tar.gz")
    assert (second.settings.data_dir / "stream-key-secret").read_text() == before
    await second.objects.put("pictures/of/others.webp", b"x")
    made = await second.restore(tmp_path / "one.tar.gz", replace=True)
    assert (await second.back_up(tmp_path / "two.tar.gz")) == made
    with pytest.raises(ObjectMissingError):
        await second.read("pictures/of/others.webp")
    assert await second.read("dvr/node-1/x/1.m4s"), "what is on the air here is not touched"


async def test_the_file_and_what_comes_of_it_are_their_owners_alone(
    first: Installation, second: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "one.tar.gz"
    await first.back_up(file)
    await second.restore(file)
    restored = second.settings.data_dir / "restored-settings.toml"
    assert {
        path.stat().st_mode & 0o777 for path in (file, restored, second.settings.data_dir / "stream-key-secret")
    } == {0o600}
    assert Settings.model_validate(tomllib.loads(restored.read_text())) == first.settings
    with pytest.raises(BackupError, match="already"):
        await first.back_up(file)


def rewritten(file: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Return a copy in which members are changed, or left out."""
    copy = file.with_name("changed.tar.gz")
    with tarfile.open(file) as old, tarfile.open(copy, "w:gz") as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            assert content is not None
            data = change(member.name, content.read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, BytesIO(data))
    return copy


@pytest.mark.parametrize(
    ("member", "old", "new", "sentence"),
    [
        ("rows/channels.jsonl", b"ada", b"eve", "rows of channels are not those"),
        ("objects/pictures/ab/cd.webp", b"\x01\x02", b"\x02\x01", "damaged"),
        (CONTENTS, b'"format": 1', b'"format": 2', "no backup that this version"),
        (CONTENTS, b'"schema_revision": "', b'"schema_revision": "9', "with that version"),
        ("rows/mails.jsonl", b"", None, "lacks rows/mails.jsonl"),
        (SETTINGS, b"", None, "lacks settings.toml"),
        (CONTENTS, b"", None, "lacks contents.json"),
    ],
)
async def test_a_file_that_is_not_whole_restores_nothing(
    first: Installation, second: Installation, tmp_path: Path, member: str, old: bytes, new: bytes | None, sentence: str
) -> None:
    await first.back_up(tmp_path / "one.tar.gz")

    def change(name: str, data: bytes) -> bytes | None:
        if name != member:
            return data
        assert old in data
        return None if new is None else data.replace(old, new)

    with pytest.raises(BackupError, match=sentence):
        await second.restore(rewritten(tmp_path / "one.tar.gz", change))
    assert await second.count("channels") == 0


async def test_what_is_no_archive_is_told(second: Installation, tmp_path: Path) -> None:
    (tmp_path / "text.tar.gz").write_text("no archive")
    for file in ("text.tar.gz", "nowhere.tar.gz"):
        with pytest.raises(BackupError, match=file):
            await second.restore(tmp_path / file)


async def test_a_backup_that_cannot_be_finished_leaves_no_file(first: Installation, tmp_path: Path) -> None:
    async with first.database.work() as work:
        await work.session.execute(text("CREATE TABLE of_somebody_else (id INTEGER)"))
    with pytest.raises(BackupError, match="of_somebody_else"):
        await first.back_up(tmp_path / "one.tar.gz")
    assert await asyncio.to_thread(lambda: list(tmp_path.glob("one.tar*"))) == []
