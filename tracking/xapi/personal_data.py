"""A person's own statements, for the registry: the store itself does not know whose account is whose."""

from typing import Any

from learning.core.personal_data import Action, Klass, register
from tracking.lrs.models import Statement
from tracking.lrs.personal_data import RECORD, TASK
from tracking.lrs.queries import payload, statements_of
from tracking.vocabulary.accounts import learner_ifi


def export_statements(user: Any) -> list[dict[str, Any]]:
    """As xAPI JSON, exactly as stored."""
    if user.learner_key is None:
        return []
    return [payload(statement) for statement in statements_of(learner_ifi(user.learner_key))]


register(
    Statement,
    fields={"payload": Klass.LEARNING},
    purpose=RECORD,
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PERSON,
    export=export_statements,
)
