"""Statements about statements: StatementRefs that filters follow, and voiding (IEEE 9274.1.1, 4.2.4.2), in whatever
order the two arrive. A batch with references is alone in the store while it is written (open_writes)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from learning.core.compiled import prepared_cursor
from tracking.lrs.incoming import Incoming
from tracking.lrs.models import Statement, StatementTarget, key_of
from tracking.lrs.platform import NAME, platform_iri
from tracking.lrs.validators import VOIDED

HOPS = 20
"""So far a chain of references is followed. Each statement refers to one other at most, so this bounds what a request
can make the store write; no chain of two or three is cut."""
SOURCES_AT_MOST = 10_000
"""Of the statements that lead to new ones, so many learn at once what those lead to."""
AT_ONCE = 500
_VOIDED_BEFORE = """
SELECT voiding.ref, voiding.authority_id, voiding.voids_all
FROM lrs_statement AS voiding JOIN lrs_verb AS verb ON verb.id = voiding.verb_id
WHERE voiding.ref = ANY(%s::uuid[]) AND verb.key = %s
"""


_FOLLOW = """
WITH RECURSIVE chain(source, target, hops) AS (
    SELECT id, ref, 1 FROM lrs_statement WHERE id IN ({ids}) AND ref IS NOT NULL
    UNION ALL
    SELECT chain.source, onward.ref, chain.hops + 1
    FROM chain JOIN lrs_statement AS onward ON onward.uuid = chain.target
    WHERE onward.ref IS NOT NULL AND chain.hops < %s
)
INSERT INTO lrs_statementtarget (statement_id, target)
SELECT DISTINCT source, target FROM chain WHERE true ON CONFLICT DO NOTHING
"""


class VoidingRefusedError(Exception):
    """The platform's own record, or that of another authority, is not taken back."""

    def __init__(self, uuid: UUID) -> None:
        super().__init__(str(uuid))
        self.uuid = uuid


def refuse_voiding_of_others(batch: Sequence[Incoming], *, may_void_all: bool) -> None:
    """Before the batch is written, for what is here already; what comes later is voided by the right noted here."""
    voiding = {each.row.ref: each for each in batch if each.voids}
    for each in voiding.values():
        each.row.voids_all = may_void_all
    for row in Statement.objects.filter(uuid__in=list(voiding)).select_related("authority").defer("payload"):
        if not _may_void(voiding[row.uuid].row, row, may_void_all=may_void_all):
            raise VoidingRefusedError(row.uuid)


def _may_void(voiding: Statement, target: Statement, *, may_void_all: bool) -> bool:
    if target.authority.is_private or target.authority.ifi == f"account:{platform_iri()}|{NAME}":
        return False
    return may_void_all or voiding.authority_id == target.authority_id


def void_targets(new: Sequence[Incoming]) -> None:
    """What new statements void, and which of the new ones earlier statements voided before they came."""
    targets = [each.row.ref for each in new if each.voids and each.row.ref]
    came = {each.uuid: each for each in new if not each.voids}
    targets += [
        target
        for target, authority_id, voids_all in _voided_before(list(came))
        if voids_all or authority_id == came[target].row.authority_id
    ]
    if targets:
        rows = Statement.objects.filter(uuid__in=targets, voided=False).exclude(verb__key=key_of(VOIDED))
        rows.update(voided=True)


def _voided_before(came: list[UUID]) -> list[tuple[UUID, int, bool]]:
    """Those of them that a statement voided which is here already, with its authority and whether that may void what
    others recorded. Asked at every write."""
    if connection.vendor == "postgresql":
        cursor = prepared_cursor()
        cursor.execute(_VOIDED_BEFORE, [came, key_of(VOIDED)])
        return list(cursor.fetchall())
    rows = Statement.objects.filter(ref__in=came, verb__key=key_of(VOIDED))
    return [(each.ref, each.authority_id, each.voids_all) for each in rows.defer("payload") if each.ref]


def follow_references(new: Sequence[Incoming]) -> None:
    """Note what the new statements lead to, and what now leads further through them."""
    referring = [each for each in new if each.row.ref]
    if not referring:
        return
    through = StatementTarget.objects.filter(target__in=[each.uuid for each in referring])
    sources = {each.row.pk for each in referring} | set(
        through.values_list("statement_id", flat=True)[:SOURCES_AT_MOST]
    )
    ids = sorted(sources)
    with connection.cursor() as cursor:
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            cursor.execute(_FOLLOW.format(ids=", ".join(["%s"] * len(part))), [*part, HOPS])
