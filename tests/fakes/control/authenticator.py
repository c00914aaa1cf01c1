"""An authenticator in memory: makes ES256 key pairs and signs with them (WebAuthn level 3, sections 6.1 and 6.5)."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key pair, for whoever asks.

    Attributes:
        verifies: Whether it knows its person by PIN or finger.
        counts: Whether it counts its signatures.
    """

    origin: str = "http://localhost:8080"
    verifies: bool = True
    counts: bool = True
    credential_id: bytes = b"credential-0123456789"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user_handle: str | None = None
    signatures: int = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer what ``navigator.credentials.create()`` was asked."""
        self.user_handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cose
        data = self._data(options["rp"]["id"], ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(
            {"clientDataJSON": client, "attestationObject": attestation}, transports=["internal", "odd"]
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer what ``navigator.credentials.get()`` was asked."""
        self.signatures += self.counts
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        told = None if self.user_handle is None else base64url_to_bytes(self.user_handle)
        response = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer(response | ({} if told is None else {"userHandle": told}))

    def _data(self, rp_id: str, flags: int) -> bytes:
        flags |= USER_PRESENT | (USER_VERIFIED if self.verifies else 0)
        return hashlib.sha256(rp_id.encode()).digest() + bytes([flags]) + self.signatures.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, bytes], transports: list[str] | None = None) -> dict[str, Any]:
        told: dict[str, Any] = {name: bytes_to_base64url(value) for name, value in response.items()}
        if transports is not None:
            told["transports"] = transports
        known_as = bytes_to_base64url(self.credential_id)
        return {
            "id": known_as,
            "rawId": known_as,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": told,
        }
