"""A real OpenID provider (the npm package ``oidc-provider``) with a few people, and a browser's way through it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
from pydantic import SecretStr

CLIENT_ID, CLIENT_SECRET = "klieg", "a secret that two know"
FOLDER = Path(__file__).parent / "openid_server"
_FORM = re.compile(r'action="([^"]+)"')
_STEPS_MAX = 12


@dataclass(frozen=True)
class IdentityProvider:
    """A provider that runs."""

    issuer: str
    process: subprocess.Popen[str]

    def serve(self, *redirect_uris: str) -> None:
        """Begin to serve; it sends people back to these addresses only."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(redirect_uris) + "\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        """Take it down."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def run_identity_provider() -> Iterator[IdentityProvider]:
    """Run the provider. It begins to serve when it is told for whom."""
    assert (FOLDER / "node_modules").is_dir(), "scripts/install-test-needs brings it"
    command = ["node", "server.js", CLIENT_ID, CLIENT_SECRET]
    with subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            issuer = process.stdout.readline().strip()
            assert issuer.startswith("http://127.0.0.1:"), "node runs it"
            yield IdentityProvider(issuer, process)
        finally:
            process.stdin.close()
            process.wait(10)


def provider_settings(issuer: str) -> dict[str, object]:
    """Return the settings that make it the site's provider."""
    secret = SecretStr(CLIENT_SECRET)
    return {"oidc_issuer": issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": secret, "oidc_label": "School"}


async def visit_provider(address: str, who: str | None, jar: httpx.Cookies | None = None) -> str:
    """Go to an address of the provider and say who one is (None: no); return where it sends the browser.

    ``jar`` is the browser's: who is signed in there is asked no more.
    """
    issuer = urlsplit(address).netloc
    async with httpx.AsyncClient(cookies=jar, trust_env=False) as browser:
        for _ in range(_STEPS_MAX):
            if urlsplit(address).netloc != issuer:
                if jar is not None:
                    jar.update(browser.cookies)
                return address
            answer = await browser.get(address)
            found = _FORM.search(answer.text)
            if answer.status_code == httpx.codes.OK and found:
                form = {"no": "1"} if who is None else {"who": who, "yes": "1"}
                answer = await browser.post(urljoin(address, found[1]), data=form)
            assert answer.is_redirect, f"{answer.status_code}: {answer.text[:500]}"
            address = urljoin(address, answer.headers["location"])
    raise AssertionError("the provider goes in circles")
