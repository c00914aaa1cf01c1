"""Refusals of identity.

DomainError
└── NotAuthorisedError    no admin token, or a wrong one; the two are not told apart
"""

from klieg.kernel.errors import DomainError


class NotAuthorisedError(DomainError):
    """The request needs the admin token and did not carry it."""

    code = "not_authorised"
    status = 401
