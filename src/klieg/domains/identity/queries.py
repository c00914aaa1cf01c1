"""Reads of identity."""

from klieg.domains.identity.errors import NotAuthorisedError
from klieg.domains.identity.models import AdminCredential
from klieg.domains.identity.rules import MAX_TOKEN_CHARACTERS, AdminToken
from klieg.domains.work import Reading

_NO_HASH = "0" * 64


async def require_admin(reading: Reading, token_text: str | None) -> None:
    """Return when ``token_text`` is the admin's token.

    Raises:
        NotAuthorisedError: it is missing or another.
    """
    if not token_text or len(token_text) > MAX_TOKEN_CHARACTERS:
        raise NotAuthorisedError("This needs the admin token: send it as `Authorization: Bearer …`.")
    credential = await reading.session.get(AdminCredential, 1)
    if not AdminToken(token_text).matches(credential.token_hash if credential else _NO_HASH):
        raise NotAuthorisedError(
            "The admin token is wrong: it is in the file admin-token of the data folder, or "
            "made anew by `klieg admin-token reset`."
        )


async def has_admin(reading: Reading) -> bool:
    """Whether there is an admin yet."""
    return await reading.session.get(AdminCredential, 1) is not None
