"""What requests are answered with: one object, made by bootstrap, found on the app's state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from klieg.adapters.database import Database, OutboxQueue
from klieg.adapters.valkey import Bus
from klieg.api.addresses import Addresses, addresses_for_request
from klieg.api.application import Application
from klieg.api.metrics import ControlMetrics
from klieg.api.people.gallery import Gallery
from klieg.api.people.openid_desk import OpenidDesk
from klieg.api.people.parts import PeopleParts
from klieg.api.people.watching import Watching
from klieg.api.realtime.doorkeeper import Doorkeeper
from klieg.api.realtime.hub import Hub
from klieg.domains.live import NodeDirectory
from klieg.kernel.clock import Clock
from klieg.kernel.settings import Settings


@dataclass(frozen=True)
class TaskState:
    """A background task as the status page shows it: ``running`` or ``restarting``."""

    name: str
    state: str
    restarts: int
    last_error: str | None


@dataclass(frozen=True)
class Control:
    """The parts behind the routes."""

    settings: Settings
    clock: Clock
    database: Database
    bus: Bus
    outbox: OutboxQueue
    nodes: NodeDirectory
    application: Application
    people: PeopleParts
    watching: Watching
    gallery: Gallery
    hub: Hub
    metrics: ControlMetrics
    doorkeeper: Doorkeeper
    internal_secret: str = field(repr=False)
    openid: OpenidDesk | None = None
    task_states: Callable[[], list[TaskState]] = list


def control_of(connection: HTTPConnection) -> Control:
    """Return the control this app was made with."""
    control = connection.app.state.control
    assert isinstance(control, Control), "create_app sets it"
    return control


def addresses_of(connection: HTTPConnection) -> Addresses:
    """Return the addresses as this asker should see them."""
    settings = control_of(connection).settings
    return addresses_for_request(settings, connection.url.scheme, connection.headers.get("host", ""))


def application_for(connection: HTTPConnection) -> Application:
    """Return the verbs, with this asker's addresses in their answers."""
    return control_of(connection).application.at(addresses_of(connection))


type Controlled = Annotated[Control, Depends(control_of)]
type Verbs = Annotated[Application, Depends(application_for)]
