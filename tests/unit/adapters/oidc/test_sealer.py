from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.adapters.oidc import FernetSealer
from klieg.domains.channels import StreamKey


def test_what_is_sealed_comes_back_under_the_same_secret_only() -> None:
    sealed = FernetSealer("one").seal('{"next": "/straße"}')
    assert "next" not in sealed
    assert FernetSealer("one").unseal(sealed) == '{"next": "/straße"}'
    assert FernetSealer("two").unseal(sealed) is None


def test_what_is_not_sealed_here_is_none() -> None:
    sealer = FernetSealer("one")
    assert sealer.unseal(sealer.seal("a")[:-5] + "AAAA=") is None
    assert sealer.unseal(FernetKeyCipher("one").encrypt(StreamKey.mint())) is None, "made for another purpose"
    for odd in ("", "é", "\udc80", "a" * 10_000):
        assert sealer.unseal(odd) is None
