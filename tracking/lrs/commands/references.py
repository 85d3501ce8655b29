"""Statements about statements: StatementRefs that filters follow, and voiding (IEEE 9274.1.1, 4.2.4.2), in whatever
order the two arrive. A batch with references is alone in the store while it is written (open_writes)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from learning.core.compiled import prepared_cursor
from tracking.lrs.incoming import Incoming
from tracking.lrs.inserting import Insert, insert_together
from tracking.lrs.models import Statement, StatementTarget, key_of
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.validators import VOIDED

_VOIDED_BEFORE = """
SELECT voiding.ref, voiding.authority_id
FROM lrs_statement AS voiding JOIN lrs_verb AS verb ON verb.id = voiding.verb_id
WHERE voiding.ref = ANY(%s::uuid[]) AND verb.key = %s
"""


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
    targets = [each.row.ref for each in new if each.voids and each.row.ref]
    came = {each.uuid: each for each in new if not each.voids}
    targets += [
        target
        for target, authority_id in _voided_before(list(came))
        if may_void_all or authority_id == came[target].row.authority_id
    ]
    if targets:
        rows = Statement.objects.filter(uuid__in=targets, voided=False).exclude(verb__key=key_of(VOIDED))
        rows.update(voided=True)


def _voided_before(came: list[UUID]) -> list[tuple[UUID, int]]:
    """Those of them that a statement voided which is here already, with its authority. Asked at every write."""
    if connection.vendor == "postgresql":
        cursor = prepared_cursor()
        cursor.execute(_VOIDED_BEFORE, [came, key_of(VOIDED)])
        return list(cursor.fetchall())
    rows = Statement.objects.filter(ref__in=came, verb__key=key_of(VOIDED)).values_list("ref", "authority_id")
    return [(ref, authority_id) for ref, authority_id in rows if ref]


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
