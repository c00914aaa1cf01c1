"""Who somebody is at the site's OpenID provider, and whose account that opens.

The provider is asked by an adapter, which checks what it answers. What a browser carries meanwhile is sealed.
"""

from klieg.domains.openid.actions import connect_identity, disconnect_identity, use_identity
from klieg.domains.openid.errors import (
    ArrivalNotFoundError,
    OpenidAloneError,
    OpenidAnswerError,
    OpenidDeniedError,
    OpenidExpiredError,
    OpenidFactorError,
    OpenidMailError,
    OpenidNotConnectedError,
    OpenidOffError,
    OpenidProofError,
    OpenidTakenError,
)
from klieg.domains.openid.models import ExternalIdentity
from klieg.domains.openid.ports import OpenidProvider, Sealer
from klieg.domains.openid.queries import find_identity, identity_of
from klieg.domains.openid.rules import (
    ARRIVAL_LIFE,
    ATTEMPT_LIFE,
    CLOCK_SKEW,
    ISSUER_MAX,
    SUBJECT_MAX,
    Arrival,
    Attempt,
    Intent,
    ProvenIdentity,
    begin_attempt,
    is_fresh,
    local_path,
    require_proof,
    suggest_name,
)
from klieg.domains.openid.schemas import BeginSignIn, ConfirmIdentity, JoinAccount, NameAccount

__all__ = [
    "ARRIVAL_LIFE",
    "ATTEMPT_LIFE",
    "CLOCK_SKEW",
    "ISSUER_MAX",
    "SUBJECT_MAX",
    "Arrival",
    "ArrivalNotFoundError",
    "Attempt",
    "BeginSignIn",
    "ConfirmIdentity",
    "ExternalIdentity",
    "Intent",
    "JoinAccount",
    "NameAccount",
    "OpenidAloneError",
    "OpenidAnswerError",
    "OpenidDeniedError",
    "OpenidExpiredError",
    "OpenidFactorError",
    "OpenidMailError",
    "OpenidNotConnectedError",
    "OpenidOffError",
    "OpenidProofError",
    "OpenidProvider",
    "OpenidTakenError",
    "ProvenIdentity",
    "Sealer",
    "begin_attempt",
    "connect_identity",
    "disconnect_identity",
    "find_identity",
    "identity_of",
    "is_fresh",
    "local_path",
    "require_proof",
    "suggest_name",
    "use_identity",
]
