"""The verbs about people, for who asks by HTTP."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from klieg.api.application import Application
from klieg.api.auth import Admin, MaybePrincipal
from klieg.api.control import Controlled, Verbs, addresses_of
from klieg.api.people.administration import Administration
from klieg.api.people.directory import Directory
from klieg.api.people.entrance import Entrance
from klieg.api.people.oversight import Oversight
from klieg.api.people.own_account import OwnAccount
from klieg.api.people.own_factors import OwnFactors
from klieg.api.people.parts import Asker
from klieg.api.people.second_step import SecondStep
from klieg.domains.audit import Actor
from klieg.domains.factors import RelyingParty, relying_party
from klieg.domains.identity import NotAuthorisedError


def asker_of(request: Request) -> Asker:
    """Return from where a request comes."""
    return Asker(request.client.host if request.client else "", request.headers.get("user-agent", ""))


type From = Annotated[Asker, Depends(asker_of)]


def _entrance(control: Controlled, asker: From) -> Entrance:
    return Entrance(control.people, asker)


def _own_account(control: Controlled, asker: From, principal: MaybePrincipal) -> OwnAccount:
    """Each route that takes this has a guard of its own, which says more exactly who is let in."""
    if principal is None:
        raise NotAuthorisedError("Sign in: this belongs to an account.")
    return OwnAccount(control.people, principal, asker)


def _site(control: Controlled, request: Request) -> RelyingParty | None:
    is_public = bool(control.settings.public_url)
    return relying_party(addresses_of(request).page, is_public=is_public)


type Site = Annotated[RelyingParty | None, Depends(_site)]


def _second_step(control: Controlled, asker: From, site: Site) -> SecondStep:
    return SecondStep(control.people, asker, site)


type Stepping = Annotated[SecondStep, Depends(_second_step)]


def _administration(control: Controlled, asker: From, principal: Admin) -> Administration:
    return Administration(control.people, principal, asker)


def _acting(verbs: Verbs, asker: From, principal: MaybePrincipal) -> Application:
    """Each route that takes this has a guard of its own: nobody's deeds are none."""
    if principal is None:
        raise NotAuthorisedError("Sign in, or send a token as `Authorization: Bearer …`.")
    return verbs.by(Actor(principal.account_id, principal.name, asker.address))


def _oversight(control: Controlled, verbs: Verbs) -> Oversight:
    return Oversight(control.people, verbs)


def _directory(verbs: Verbs) -> Directory:
    return Directory(verbs)


type ActingVerbs = Annotated[Application, Depends(_acting)]
"""For routes that change something: the deed is who asks's, in the audit log."""
type Overseer = Annotated[Oversight, Depends(_oversight)]
type Browsing = Annotated[Directory, Depends(_directory)]
type Entry = Annotated[Entrance, Depends(_entrance)]
type OwnAccounts = Annotated[OwnAccount, Depends(_own_account)]


def _own_factors(own: OwnAccounts, request: Request, site: Site) -> OwnFactors:
    return OwnFactors(own, addresses_of(request).page, site)


type OwnedFactors = Annotated[OwnFactors, Depends(_own_factors)]
type Administrator = Annotated[Administration, Depends(_administration)]
