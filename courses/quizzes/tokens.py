"""What stands for an option in a page: a keyed hash that differs from try to try and tells nothing about the key."""

from uuid import UUID

from django.utils.crypto import salted_hmac

TOKEN_LENGTH = 16


def seed_for(*, enrolment_id: int, unit_key: UUID, question_key: UUID, number: int) -> str:
    """The seed of a learner's try number `number` at one question of one lesson."""
    return f"{enrolment_id}:{unit_key.hex}:{question_key.hex}:{number}"


def token(*, seed: str, option_key: str) -> str:
    digest = salted_hmac("courses.quizzes.tokens", f"{seed}|{option_key}", algorithm="sha256").hexdigest()
    return digest[:TOKEN_LENGTH]
