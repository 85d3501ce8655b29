"""Passwords of other stores and salts, as they lie in the database. Their key is made from SECRET_KEY: a copy of the
database alone opens nothing."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"lernhafen.lrs.forwarding"


class SecretUnreadableError(Exception):
    """Encrypted under another SECRET_KEY."""


def encrypted(secret: str) -> str:
    return _keys().encrypt(secret.encode()).decode() if secret else ""


def decrypted(text: str) -> str:
    """Raises SecretUnreadableError."""
    try:
        return _keys().decrypt(text.encode()).decode() if text else ""
    except InvalidToken as error:
        raise SecretUnreadableError("password and salt cannot be read any more: SECRET_KEY has changed") from error


def _keys() -> MultiFernet:
    return MultiFernet([_key(str(each)) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret_key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret_key.encode())
    return Fernet(urlsafe_b64encode(derived))
