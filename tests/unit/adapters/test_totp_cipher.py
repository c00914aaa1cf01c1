from klieg.adapters.key_cipher import FernetKeyCipher
from klieg.adapters.totp_cipher import FernetTotpCipher
from klieg.domains.channels import Credential
from klieg.domains.factors import TotpSecret


def test_a_secret_comes_back_under_its_own_installation_alone() -> None:
    secret = TotpSecret.mint()
    encrypted = FernetTotpCipher("one").encrypt(secret)
    assert secret.reveal() not in encrypted
    back = FernetTotpCipher("one").decrypt(encrypted)
    assert back is not None
    assert back.reveal() == secret.reveal()
    assert FernetTotpCipher("another").decrypt(encrypted) is None
    assert FernetTotpCipher("one").decrypt(encrypted[:-4]) is None


def test_a_stream_key_is_never_taken_for_one() -> None:
    assert FernetTotpCipher("one").decrypt(FernetKeyCipher("one").encrypt(Credential("JBSWY3DPEHPK3PXP"))) is None
