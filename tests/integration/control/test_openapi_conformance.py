"""The API does what its OpenAPI document says, for every input schemathesis thinks of."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema as OpenApiSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from fakes.control.running_control import run_in_loop, serve
from klieg.kernel.settings import Settings

if TYPE_CHECKING:
    from schemathesis.checks import CheckFunction

EXAMPLES = 15
OPERATIONS = [
    ("GET", "/status"),
    ("GET", "/metrics"),
    ("GET", "/api/v1/channels"),
    ("POST", "/api/v1/channels"),
    ("GET", "/api/v1/channels/{name}"),
    ("PATCH", "/api/v1/channels/{name}"),
    ("DELETE", "/api/v1/channels/{name}"),
    ("POST", "/api/v1/channels/{name}/stream-key"),
    ("POST", "/api/v1/channels/{name}/pull"),
    ("DELETE", "/api/v1/channels/{name}/pull"),
    ("DELETE", "/api/v1/channels/{name}/stream"),
    ("GET", "/api/v1/channels/{name}/sessions"),
    ("POST", "/api/v3/GetClientConfiguration"),
    ("GET", "/api/v1/session"),
    ("POST", "/api/v1/accounts"),
    ("POST", "/api/v1/accounts/verification"),
    ("POST", "/api/v1/accounts/verification/resend"),
    ("POST", "/api/v1/login"),
    ("POST", "/api/v1/logout"),
    ("POST", "/api/v1/password-reset"),
    ("POST", "/api/v1/password-reset/confirm"),
    ("GET", "/api/v1/account"),
    ("DELETE", "/api/v1/account"),
    ("PATCH", "/api/v1/account"),
    ("POST", "/api/v1/account/provisioning"),
    ("POST", "/api/v1/account/password"),
    ("POST", "/api/v1/account/name"),
    ("POST", "/api/v1/account/mail"),
    ("POST", "/api/v1/account/mail/confirm"),
    ("PUT", "/api/v1/account/avatar"),
    ("DELETE", "/api/v1/account/avatar"),
    ("PUT", "/api/v1/channels/{name}/banner"),
    ("DELETE", "/api/v1/channels/{name}/banner"),
    ("GET", "/api/v1/account/sessions"),
    ("DELETE", "/api/v1/account/sessions/{session_id}"),
    ("POST", "/api/v1/account/sessions/revoke-others"),
    ("GET", "/api/v1/account/tokens"),
    ("POST", "/api/v1/account/tokens"),
    ("DELETE", "/api/v1/account/tokens/{token_id}"),
    ("GET", "/api/v1/admin/accounts"),
    ("PATCH", "/api/v1/admin/accounts/{name}"),
    ("DELETE", "/api/v1/admin/accounts/{name}"),
    ("GET", "/api/v1/admin/audit"),
    ("GET", "/api/v1/admin/mailbox"),
    ("GET", "/api/v1/directory/live"),
    ("GET", "/api/v1/directory/categories"),
    ("GET", "/api/v1/directory/search"),
    ("GET", "/api/v1/following"),
    ("GET", "/api/v1/channels/{name}/relation"),
    ("PUT", "/api/v1/channels/{name}/follow"),
    ("DELETE", "/api/v1/channels/{name}/follow"),
    ("POST", "/api/v1/admin/invitations"),
    ("GET", "/api/v1/channels/{name}/playback"),
    ("GET", "/api/v1/channels/{name}/bans"),
    ("PUT", "/api/v1/channels/{name}/bans/{account}"),
    ("DELETE", "/api/v1/channels/{name}/bans/{account}"),
    ("GET", "/api/v1/moderating"),
    ("DELETE", "/api/v1/moderating/{name}"),
    ("GET", "/api/v1/channels/{name}/moderators"),
    ("PUT", "/api/v1/channels/{name}/moderators/{account}"),
    ("DELETE", "/api/v1/channels/{name}/moderators/{account}"),
    ("POST", "/api/v1/login/second-factor"),
    ("POST", "/api/v1/login/passkey/options"),
    ("POST", "/api/v1/login/passkey"),
    ("GET", "/api/v1/account/factors"),
    ("POST", "/api/v1/account/factors/totp"),
    ("DELETE", "/api/v1/account/factors/totp"),
    ("POST", "/api/v1/account/factors/totp/confirm"),
    ("POST", "/api/v1/account/factors/passkeys/options"),
    ("POST", "/api/v1/account/factors/passkeys"),
    ("DELETE", "/api/v1/account/factors/passkeys/{passkey_id}"),
    ("POST", "/api/v1/account/factors/recovery-codes"),
    ("DELETE", "/api/v1/admin/accounts/{name}/factors"),
    ("GET", "/api/v1/admin/invitations"),
    ("DELETE", "/api/v1/admin/invitations/{invitation_id}"),
    ("GET", "/api/v1/admin/overview"),
    ("GET", "/api/v1/admin/channels"),
    ("GET", "/api/v1/admin/live"),
    ("POST", "/api/v1/openid/sign-in"),
    ("GET", "/api/v1/openid/callback"),
    ("GET", "/api/v1/openid/arrival"),
    ("POST", "/api/v1/openid/arrival/account"),
    ("POST", "/api/v1/openid/arrival/join"),
    ("POST", "/api/v1/openid/arrival/second-factor"),
    ("GET", "/api/v1/account/openid"),
    ("POST", "/api/v1/account/openid"),
    ("DELETE", "/api/v1/account/openid"),
    ("POST", "/api/v1/account/openid/proof"),
]
READY_S = 60
ROOT = Path(__file__).parents[3]
WITHOUT_INPUT = {
    ("GET", "/status"),
    ("GET", "/metrics"),
    ("GET", "/api/v1/session"),
    ("GET", "/api/v1/directory/categories"),
    ("GET", "/api/v1/admin/accounts"),
    ("GET", "/api/v1/admin/mailbox"),
    ("GET", "/api/v1/admin/overview"),
    ("GET", "/api/v1/admin/channels"),
    ("GET", "/api/v1/admin/live"),
    ("GET", "/api/v1/admin/invitations"),
    ("GET", "/api/v1/openid/callback"),
    ("GET", "/api/v1/openid/arrival"),
    ("POST", "/api/v1/openid/arrival/second-factor"),
    ("POST", "/api/v1/login/passkey/options"),
}
"""Nothing, or optional parameters alone: one that is unknown is passed over."""
JUDGED = {
    ("POST", "/api/v1/accounts"),
    ("POST", "/api/v1/accounts/verification"),
    ("POST", "/api/v1/password-reset/confirm"),
    ("POST", "/api/v1/admin/invitations"),
}
"""What fits the document may be refused (422) by a rule with a code of its own, which no schema says."""


@pytest.fixture(scope="module")
def served(
    sqlite_template: Path, valkey_server: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A control served from a loop of its own; schemathesis itself is not asynchronous."""
    folder = tmp_path_factory.mktemp("openapi")
    socket_path = getattr(valkey_server, "unix_socket_path", "")
    found: dict[str, str] = {}
    ready, done = threading.Event(), threading.Event()

    async def run() -> None:
        async with run_in_loop(Settings(data_dir=folder, valkey_url=f"unix://{socket_path}")) as running:
            await running.make_channel("demo")
            async with serve(running.app) as address:
                found.update(url=f"http://{address}", authorization=str(running.admin.headers["authorization"]))
                ready.set()
                await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert ready.wait(READY_S), "the control did not start"
    yield found
    done.set()
    thread.join()


@pytest.fixture(scope="module")
def document(served: dict[str, str]) -> OpenApiSchema:
    return schemathesis.openapi.from_url(f"{served['url']}/api/v1/openapi.json")


def test_the_web_client_is_generated_from_the_document_that_is_served(served: dict[str, str]) -> None:
    kept = json.loads((ROOT / "web/packages/api-client/openapi.json").read_text(encoding="utf-8"))
    assert kept == httpx.get(f"{served['url']}/api/v1/openapi.json", trust_env=False).json()


def test_the_list_of_operations_is_whole(document: OpenApiSchema) -> None:
    operations = [result.ok() for result in document.get_all_operations() if isinstance(result, Ok)]
    found = {(operation.method.upper(), operation.path) for operation in operations}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(
    ("mode", "method", "path"),
    [(GenerationMode.POSITIVE, *operation) for operation in OPERATIONS]
    + [(GenerationMode.NEGATIVE, *operation) for operation in OPERATIONS if operation not in WITHOUT_INPUT],
)
def test_the_api_does_what_its_document_says(
    document: OpenApiSchema, served: dict[str, str], mode: GenerationMode, method: str, path: str
) -> None:
    operation = document[path][method]

    @given(data=st.data())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        excluded: list[CheckFunction] = [positive_data_acceptance] if (method, path) in JUDGED else []
        case.call_and_validate(headers={"Authorization": served["authorization"]}, excluded_checks=excluded)

    check()
