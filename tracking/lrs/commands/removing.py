"""Statements leave the store. What they prove is sealed in the same transaction: both happen or neither."""

from collections.abc import Sequence

import orjson

from learning.core.commands import publish
from tracking.lrs.events import StatementsForgotten
from tracking.lrs.models import (
    DeadLetter,
    ForwardingTarget,
    Statement,
    StatementActivity,
    StatementAgent,
    StatementAttachment,
    StatementTarget,
)
from tracking.lrs.transactions import one_transaction

AT_ONCE = 1_000
"""Statements in one transaction: others wait for no long one, and little is done again after a kill."""
_LINKS = (StatementAgent, StatementActivity, StatementAttachment, StatementTarget)


class StillToForwardError(Exception):
    """Other record stores have not got all of these statements yet."""

    def __init__(self, targets: Sequence[str]) -> None:
        super().__init__(", ".join(targets))
        self.targets = targets


def refuse_before_forwarding(*, up_to: int) -> None:
    """Raises StillToForwardError. `up_to` is a row id; targets that are switched off wait for nothing."""
    waiting = ForwardingTarget.objects.filter(is_active=True, position__lt=up_to).order_by("name")
    if names := list(waiting.values_list("name", flat=True)):
        raise StillToForwardError(names)


@one_transaction
def remove_statements(*, ids: Sequence[int]) -> int:
    """Remove them with all that hangs on them; says how many there were.

    What refers to them stays and goes on to say so: a statement may refer to one that is not here. One that was voided
    stays voided when the statement that voided it leaves. Files of attachments go by
    `drop_attachments_without_statement`.
    """
    rows = list(Statement.objects.select_for_update().filter(pk__in=ids).only("uuid", "payload").order_by("pk"))
    if not rows:
        return 0
    publish(StatementsForgotten(statements=tuple(orjson.loads(row.payload) for row in rows)))
    found = [row.pk for row in rows]
    for model in _LINKS:
        model._default_manager.filter(statement__in=found)._raw_delete(using="default")
    DeadLetter.objects.filter(statement__in=[row.uuid for row in rows]).delete()
    Statement.objects.filter(pk__in=found)._raw_delete(using="default")
    return len(found)
