"""Who acts in statements: opaque accounts. Nothing in them leads to a person but the key that `accounts` can delete."""

from typing import Any
from uuid import UUID, uuid5

from tracking.lrs.platform import NAME, platform_iri

_REGISTRATIONS = UUID("6f0d5a0e-6a4c-5b1e-9c55-1f6f2f6d0a31")


def learner_account(learner_key: str) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"name": learner_key, "homePage": platform_iri()}}


def learner_ifi(learner_key: str) -> str:
    return f"account:{platform_iri()}|{learner_key}"


def platform_authority() -> dict[str, Any]:
    """The authority of what the platform itself observed: only this counts towards progress."""
    return {"objectType": "Agent", "account": {"homePage": platform_iri(), "name": NAME}}


def registration(learner_key: str, course_key: UUID) -> UUID:
    """One per enrolment, the same whenever it is asked for."""
    return uuid5(_REGISTRATIONS, f"{learner_key}/{course_key}")
