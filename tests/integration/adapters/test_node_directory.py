"""One suite for every adapter of the port NodeDirectory."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from klieg.adapters.memory import MemoryNodeDirectory
from klieg.adapters.valkey import Bus, ValkeyNodeDirectory, open_bus
from klieg.contracts.leases import NODE_LEASE_PREFIX, NodeLease
from klieg.domains.live import NodeDirectory
from klieg.kernel.errors import UnavailableError
from klieg.kernel.ids import BootId, NodeId, StreamSessionId

type Place = tuple[NodeDirectory, Callable[[NodeLease], Awaitable[None]]]


def lease(name: str) -> NodeLease:
    return NodeLease(
        node_id=NodeId(name), boot_id=BootId("b"), control_url="http://n", held_sessions=[StreamSessionId("st_1")]
    )


def keeper(bus: Bus) -> Callable[[NodeLease], Awaitable[None]]:
    async def keep(kept: NodeLease) -> None:
        await bus.client.set(NODE_LEASE_PREFIX + kept.node_id, kept.model_dump_json(), px=3000)

    return keep


@pytest.fixture(params=["memory", "valkey"])
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    if request.param == "memory":
        directory = MemoryNodeDirectory()

        async def keep(kept: NodeLease) -> None:
            directory.known[kept.node_id] = kept

        yield directory, keep
        return
    async with open_bus(request.getfixturevalue("valkey_url")) as bus:
        yield ValkeyNodeDirectory(bus), keeper(bus)


async def test_the_leases_of_the_living_are_found(place: Place) -> None:
    directory, keep = place
    assert await directory.all_leases() == {}
    for name in ("node-1", "node-2"):
        await keep(lease(name))
    assert await directory.all_leases() == {name: lease(name) for name in ("node-1", "node-2")}
    assert await directory.leases([NodeId("node-2"), NodeId("node-9")]) == {"node-2": lease("node-2")}
    assert await directory.leases([]) == {}


async def test_a_lease_that_cannot_be_read_is_none(valkey_url: str) -> None:
    async with open_bus(valkey_url) as bus:
        await bus.client.set(NODE_LEASE_PREFIX + "odd", "{}")
        assert await ValkeyNodeDirectory(bus).all_leases() == {}


async def test_a_bus_that_is_away_is_told() -> None:
    away = MemoryNodeDirectory()
    away.away = True
    async with open_bus("redis://:hidden@127.0.0.1:1/0") as bus:
        for directory in (away, ValkeyNodeDirectory(bus)):
            with pytest.raises(UnavailableError) as refused:
                await directory.all_leases()
            assert "hidden" not in str(refused.value)
        with pytest.raises(UnavailableError):
            await ValkeyNodeDirectory(bus).leases([NodeId("node-1")])
        with pytest.raises(UnavailableError):
            await bus.ping()
