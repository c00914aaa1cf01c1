"""What a provider says about itself (OpenID Connect Discovery 1.0 section 3)."""

from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from klieg.adapters.oidc.wire import JsonObject
from klieg.domains.openid import OpenidAnswerError

WELL_KNOWN = "/.well-known/openid-configuration"
_BASIC, _POST = "client_secret_basic", "client_secret_post"


class ProviderConfiguration(BaseModel):
    """The members we need. Where one is missing that may be, the default is the specification's."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    token_endpoint_auth_methods_supported: list[str] = [_BASIC]
    authorization_response_iss_parameter_supported: bool = False

    @property
    def secret_goes_in_form(self) -> bool:
        """Whether the client's secret is sent as a field of the form, because no header is taken."""
        methods = self.token_endpoint_auth_methods_supported
        return _BASIC not in methods and _POST in methods


def read_configuration(document: JsonObject, issuer: str) -> ProviderConfiguration:
    """Return a provider's configuration.

    Raises:
        OpenidAnswerError: it is another's (section 4.3), or names an address in clear while the issuer's is not.
    """
    try:
        found = ProviderConfiguration.model_validate(document)
    except ValidationError as error:
        missing = ", ".join(".".join(map(str, detail["loc"])) for detail in error.errors())
        raise OpenidAnswerError(f"the provider's configuration lacks or has in a wrong form: {missing}") from error
    if found.issuer != issuer:
        raise OpenidAnswerError(f"the provider calls itself {found.issuer!r}, and the setting {issuer!r}")
    needed = urlsplit(issuer).scheme
    endpoints = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.userinfo_endpoint)
    for endpoint in filter(None, endpoints):
        if urlsplit(endpoint).scheme not in {needed, "https"}:
            raise OpenidAnswerError(f"the provider's endpoint {endpoint!r} is not encrypted")
    return found
