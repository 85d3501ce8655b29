import pytest

from tracking.lrs.forwarding.secrets import SecretUnreadableError, decrypted, encrypted


def test_a_secret_comes_back_and_is_never_written_the_same_way_twice():
    assert decrypted(encrypted("geheim")) == "geheim"
    assert len({encrypted("geheim"), encrypted("geheim"), "geheim"}) == 3


def test_no_secret_is_none():
    assert encrypted("") == decrypted("") == ""


def test_a_secret_is_readable_after_the_key_was_exchanged_while_the_old_one_is_named(settings):
    kept = encrypted("geheim")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, [settings.SECRET_KEY]

    assert decrypted(kept) == "geheim"


def test_a_secret_of_another_key_is_unreadable(settings):
    kept = encrypted("geheim")
    settings.SECRET_KEY = "new" * 20

    with pytest.raises(SecretUnreadableError):
        decrypted(kept)
