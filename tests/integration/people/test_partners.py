"""Partners: who has enough followers has a badge and may send larger pictures, where the operator wants it so."""

from fakes.control.people import join
from fakes.control.running_control import RunningControl, run_in_loop
from klieg.contracts.ingest import MultitrackResolution, PublishAccepted, PublishRules
from klieg.kernel.settings import Settings


async def rules_of(running: RunningControl, key: str) -> PublishRules:
    decision = await running.node.authorize(running.nodes_client, key)
    assert isinstance(decision, PublishAccepted)
    return decision.rules


async def test_followers_make_a_partner_who_sends_larger_pictures(settings: Settings) -> None:
    async with run_in_loop(settings.model_copy(update={"partner_followers": 2})) as running:
        ada = await join(running, "Ada_L")
        path = "/api/v1/channels/ada_l"
        shown = (await ada.browser.get(path)).json()
        assert (shown["is_partner"], shown["max_lines"]) == (False, 720)
        limited = await rules_of(running, shown["stream_key"])
        assert (limited.max_lines, limited.multitrack_resolution) == (720, MultitrackResolution.HD)

        for name in ("first", "second"):
            fan = await join(running, name)
            await fan.browser.put(f"{path}/follow")
        partner = (await ada.browser.get(path)).json()
        assert (partner["is_partner"], partner["max_lines"]) == (True, None)
        assert (await running.anybody.get(path)).json()["is_partner"] is True
        free = await rules_of(running, shown["stream_key"])
        assert (free.max_lines, free.multitrack_resolution) == (None, MultitrackResolution.FULL_HD)

        await fan.browser.delete(f"{path}/follow")
        assert (await running.anybody.get(path)).json()["is_partner"] is False


async def test_the_operators_channels_are_held_to_nothing(sqlite_settings: Settings) -> None:
    async with run_in_loop(sqlite_settings.model_copy(update={"partner_followers": 2})) as running:
        key = await running.make_channel("main-stage")
        shown = (await running.admin.get("/api/v1/channels/main-stage")).json()
        assert (shown["is_partner"], shown["max_lines"]) == (False, None)
        assert (await rules_of(running, key)).max_lines is None


async def test_without_the_setting_everybody_may(running_on_sqlite: RunningControl) -> None:
    ada = await join(running_on_sqlite, "Ada_L")
    shown = (await ada.browser.get("/api/v1/channels/ada_l")).json()
    assert (shown["is_partner"], shown["max_lines"]) == (False, None)
