"""What stands for an option in a page: a keyed hash that differs from try to try and tells nothing about the key."""

import hashlib
import hmac
from functools import lru_cache
from uuid import UUID

from django.conf import settings

TOKEN_LENGTH = 16


def seed_for(*, enrolment_id: int, unit_key: UUID, question_key: UUID, number: int) -> str:
    """The seed of a learner's try number `number` at one question of one lesson."""
    return f"{enrolment_id}:{unit_key.hex}:{question_key.hex}:{number}"


def token(*, seed: str, option_key: str) -> str:
    digest = hmac.digest(_key(settings.SECRET_KEY), f"{seed}|{option_key}".encode(), "sha256")
    return digest.hex()[:TOKEN_LENGTH]


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    """A key of this module's own, as Django's `salted_hmac` makes it: anew for each hash, of which a page has forty."""
    return hashlib.sha256(b"courses.quizzes.tokens" + secret.encode()).digest()
