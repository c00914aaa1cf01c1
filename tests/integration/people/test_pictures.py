"""Avatars and banners by HTTP: who may, what is shown where, and what remains."""

import io
import re

import httpx
import pytest
from PIL import Image

from fakes.control.people import join
from fakes.control.running_control import RunningControl
from klieg.api.middleware.body_limit import MAX_PICTURE_BYTES
from klieg.contracts.ingest import PublishAccepted
from klieg.domains.pictures import Picture

AVATAR, BANNER = "/api/v1/account/avatar", "/api/v1/channels/ada_l/banner"


def photo(form: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(file, form)
    return file.getvalue()


async def fetch(running: RunningControl, url: str) -> Image.Image:
    """Fetch a picture as a page does."""
    response = await running.anybody.get(url)
    assert response.status_code == httpx.codes.OK, url
    assert response.headers["content-type"] == "image/webp"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    return Image.open(io.BytesIO(response.content))


async def all_wait_to_be_removed(running: RunningControl) -> bool:
    """Whether no picture is shown any more."""
    async with running.control.database.read() as reading:
        from sqlalchemy import select

        return all(picture.remove_at is not None for picture in await reading.session.scalars(select(Picture)))


async def test_an_avatar_of_ones_own_is_shown_until_it_is_removed(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    drawn = (await ada.browser.get("/api/v1/account")).json()
    assert drawn["avatar_url"] == f"/avatars/{drawn['avatar']}.svg"

    first = (await ada.browser.put(AVATAR, content=photo())).json()
    assert re.fullmatch(r"/pictures/pc_\w{22}/256\.webp", first["avatar_url"])
    assert first["avatar"] == drawn["avatar"]
    assert (await fetch(running, first["avatar_url"])).size == (256, 256)
    assert (await running.channel("ada_l"))["avatar_url"] == first["avatar_url"]

    second = (await ada.browser.put(AVATAR, content=photo("PNG"))).json()
    assert second["avatar_url"] != first["avatar_url"]
    removed = (await ada.browser.delete(AVATAR)).json()
    assert removed["avatar_url"] == drawn["avatar_url"]
    assert (await ada.browser.delete(AVATAR)).status_code == 200, "once more is as good"
    assert await all_wait_to_be_removed(running)


async def test_a_drawn_avatar_that_is_chosen_replaces_the_picture(running_on_sqlite: RunningControl) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    await ada.browser.put(AVATAR, content=photo())
    chosen = (await ada.browser.patch("/api/v1/account", json={"avatar": "jellyfish"})).json()
    assert chosen["avatar_url"] == "/avatars/jellyfish.svg"
    assert await all_wait_to_be_removed(running_on_sqlite)


async def test_a_banner_is_shown_until_it_is_removed(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    assert (await running.channel("ada_l"))["banner_url"] is None
    shown = (await ada.browser.put(BANNER, content=photo("WEBP", (1600, 1000)))).json()
    assert (await fetch(running, shown["banner_url"])).size == (1280, 720)
    assert (await running.channel("ada_l"))["banner_url"] == shown["banner_url"]
    by_admin = (await running.admin.put(BANNER, content=photo())).json()
    assert by_admin["banner_url"] != shown["banner_url"]
    assert (await ada.browser.delete(BANNER)).json()["banner_url"] is None
    assert await all_wait_to_be_removed(running)


async def test_a_banner_is_the_owners(running_on_sqlite: RunningControl) -> None:
    ada, grace = await join(running_on_sqlite, "Ada_L"), await join(running_on_sqlite, "grace")
    shown = (await ada.browser.put(BANNER, content=photo())).json()
    assert (await grace.browser.put(BANNER, content=photo())).status_code == 403
    assert (await grace.browser.delete(BANNER)).status_code == 403
    assert (await running_on_sqlite.anybody.put(BANNER, content=photo())).status_code == 401
    assert (await running_on_sqlite.anybody.put(AVATAR, content=photo())).status_code == 401
    assert (await running_on_sqlite.admin.put(AVATAR, content=photo())).status_code == 401, "the operator has no face"
    assert (await running_on_sqlite.admin.put("/api/v1/channels/nobody/banner", content=photo())).status_code == 404
    assert (await running_on_sqlite.channel("ada_l"))["banner_url"] == shown["banner_url"]


@pytest.mark.parametrize(
    ("path", "data", "status", "code"),
    [
        (AVATAR, b"GIF89a", 415, "picture_unsupported"),
        (AVATAR, b"", 415, "picture_unsupported"),
        (AVATAR, photo()[:5000], 422, "picture_broken"),
        (AVATAR, bytes(5_000_001), 413, "picture_too_large"),
        (BANNER, bytes(MAX_PICTURE_BYTES + 1), 413, "body_too_large"),
        (BANNER, photo("PNG", (16_500, 1)), 422, "picture_too_many_pixels"),
    ],
    ids=["another form", "nothing", "cut off", "too long", "longer than any", "too wide"],
)
async def test_a_file_that_cannot_be_used_says_why(
    running_on_sqlite: RunningControl, path: str, data: bytes, status: int, code: str
) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    refused = await ada.browser.put(path, content=data, headers={"content-type": "image/png"})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (await running_on_sqlite.channel("ada_l"))["banner_url"] is None


@pytest.mark.parametrize("path", ["x/256", "pc_0000000000000000000000/256", "pc_0000000000000000000000/257", "../a/64"])
async def test_there_is_nothing_at_other_addresses(running_on_sqlite: RunningControl, path: str) -> None:
    assert (await running_on_sqlite.anybody.get(f"/pictures/{path}.webp")).status_code == 404


async def test_pictures_go_with_their_account(running: RunningControl) -> None:
    ada = await join(running, "Ada_L")
    await ada.browser.put(AVATAR, content=photo())
    await ada.browser.put(BANNER, content=photo())
    assert not await all_wait_to_be_removed(running)
    gone = await ada.browser.request("DELETE", "/api/v1/account", json={"password": ada.password})
    assert gone.status_code == httpx.codes.NO_CONTENT
    assert await all_wait_to_be_removed(running)


async def test_a_banner_goes_with_its_channel(running_on_sqlite: RunningControl) -> None:
    await running_on_sqlite.make_channel("hall")
    await running_on_sqlite.admin.put("/api/v1/channels/hall/banner", content=photo())
    assert (await running_on_sqlite.admin.delete("/api/v1/channels/hall")).status_code == httpx.codes.NO_CONTENT
    assert await all_wait_to_be_removed(running_on_sqlite)


async def test_a_thumbnail_is_named_while_a_channel_is_live(running_on_sqlite: RunningControl) -> None:
    running = running_on_sqlite
    key = await running.make_channel()
    assert (await running.channel())["thumbnail_url"] is None
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    await running.node.tell(running.node.started(decision.session_id))
    shown = await running.until_live()
    assert shown["thumbnail_url"] == "http://localhost:8081/thumbnails/demo.jpg"
