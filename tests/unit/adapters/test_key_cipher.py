import pytest

from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.domains.channels import Credential, SrtPassphrase, StreamKey


@pytest.mark.parametrize("key", [StreamKey.mint(), SrtPassphrase.mint()])
def test_a_credential_comes_back_under_the_same_secret_only(key: Credential) -> None:
    encrypted = FernetKeyCipher("one").encrypt(key)
    assert key.reveal() not in encrypted
    assert FernetKeyCipher("one").decrypt(encrypted) == key.reveal()
    assert FernetKeyCipher("two").decrypt(encrypted) is None


def test_two_encryptions_differ_and_an_altered_one_is_refused() -> None:
    key, cipher = StreamKey.mint(), FernetKeyCipher("one")
    first, second = cipher.encrypt(key), cipher.encrypt(key)
    assert first != second
    assert cipher.decrypt(first[:-5] + "AAAA=") is None
    assert cipher.decrypt("") is None
    assert cipher.decrypt("nonsense ü") is None
