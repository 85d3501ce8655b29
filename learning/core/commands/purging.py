from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from learning.core.commands.protocols import record_audit
from learning.core.personal_data import Action, Holding, holdings


@dataclass(frozen=True)
class Purged:
    """One line of the proof: how many rows of a model were past their period, and what became of them."""

    model: str
    action: Action
    rows: int


def purge_personal_data(*, dry_run: bool, by: AbstractBaseUser | None = None) -> list[Purged]:
    """Apply every registered period. The proof is an audit entry with the figures; a dry run writes nothing."""
    if dry_run:
        return [Purged(holding.label, holding.action, rows.count()) for holding, rows in overdue_rows()]
    with transaction.atomic():
        proof = [Purged(holding.label, holding.action, purge(holding, rows)) for holding, rows in overdue_rows()]
        record_audit(
            actor=by,
            action="personal_data.purged",
            subject="core.personal_data",
            detail={each.model: each.rows for each in proof if each.rows},
        )
    return proof


def overdue_rows() -> list[tuple[Holding, QuerySet]]:
    found = []
    for _label, holding in sorted(holdings.items()):
        if holding.period is not None:
            rows = holding.model._base_manager.filter(**{f"{holding.since}__lt": timezone.now() - holding.period})
            found.append((holding, holding.due(rows) if holding.due else rows))
    return found


def purge(holding: Holding, rows: QuerySet) -> int:
    if holding.anonymise:
        return holding.anonymise(rows)
    count = rows.count()
    rows.delete()
    return count
