"""Statements about statements: StatementRefs that filters follow, and voiding (IEEE 9274.1.1, 4.2.4.2), in whatever
order the two arrive. A batch with references is alone in the store while it is written (open_writes)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from tracking.lrs.incoming import Incoming
from tracking.lrs.inserting import Insert, insert_together
from tracking.lrs.models import Statement, StatementTarget, Verb
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.shared_rows import NOBODY, ids_if_known
from tracking.lrs.validators import VOIDED


class VoidingRefusedError(Exception):
    """The platform's own record, or that of another authority, is not taken back."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__(str(uuid))
        self.uuid = uuid


def refuse_voiding_of_others(batch: Sequence[Incoming], *, may_void_all: bool) -> None:
    voiding = {each.row.ref: each for each in batch if each.voids}
    for row in Statement.objects.filter(uuid__in=list(voiding)).select_related("authority").defer("payload"):
        if not _may_void(voiding[row.uuid].row, row, may_void_all=may_void_all):
            raise VoidingRefusedError(row.uuid)


def _may_void(voiding: Statement, target: Statement, *, may_void_all: bool) -> bool:
    if target.authority.is_private or target.authority.ifi == f"account:{platform_iri()}|{NAME}":
        return False
    return may_void_all or voiding.authority_id == target.authority_id


def void_targets(new: Sequence[Incoming], *, may_void_all: bool) -> None:
    """What new statements void, and which of the new ones earlier statements voided before they came."""
    voided = ids_if_known({Verb: VOIDED})[Verb]
    if voided == NOBODY:
        return
    if targets := [each.row.ref for each in new if each.voids and each.row.ref]:
        _void(Statement.objects.filter(uuid__in=targets).exclude(verb=voided))
    came = {each.uuid: each.row.authority_id for each in new if not each.voids}
    early = Statement.objects.filter(ref__in=list(came), verb=voided).values_list("ref", "authority_id")
    if own := [ref for ref, authority in early if ref and (may_void_all or authority == came[ref])]:
        _void(Statement.objects.filter(uuid__in=own))


def _void(rows: QuerySet[Statement]) -> None:
    rows.filter(voided=False).update(voided=True)


def follow_references(new: Iterable[Incoming]) -> None:
    """Note what the new statements lead to, and what now leads further through them."""
    for each in new:
        if each.row.ref is None:
            continue
        onward = _onward(each.row.ref)
        sources = {
            each.row.pk,
            *StatementTarget.objects.filter(target=each.uuid).values_list("statement_id", flat=True),
        }
        known = set(StatementTarget.objects.filter(statement__in=sources).values_list("statement_id", "target"))
        pairs = sorted((source, target) for source in sources for target in onward if (source, target) not in known)
        insert_together(
            Insert(
                model=StatementTarget,
                rows=[StatementTarget(statement_id=source, target=target) for source, target in pairs],
            )
        )


def _onward(target: UUID) -> set[UUID]:
    """The target and all that it leads to."""
    return {target, *StatementTarget.objects.filter(statement__uuid=target).values_list("target", flat=True)}
