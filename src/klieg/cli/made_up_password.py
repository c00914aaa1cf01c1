"""A password nobody chose."""

import secrets


def made_up_password() -> str:
    """Return 160 random bits with a character of every class that people are asked for."""
    return f"{secrets.token_urlsafe(20)}-aA{secrets.randbelow(10)}"
