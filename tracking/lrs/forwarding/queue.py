"""The statements table as the queue of a target: what stands behind its position, in order (ADR 0015)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import orjson
from django.db.models import Q, QuerySet

from tracking.lrs.forwarding.parcels import Parcel, Stuck, Terms, packed
from tracking.lrs.links import links
from tracking.lrs.models import ForwardingTarget, Statement, StatementAttachment
from tracking.lrs.validators import VOIDED

ROWS_AT_ONCE = 500
MOST_TOGETHER = 100
LARGEST_TOGETHER = 1024 * 1024
Item = Parcel | Stuck


@dataclass(frozen=True)
class Stretch:
    """Of the table: what is to be sent of it, and the id up to which it reaches."""

    rows: Sequence[Statement]
    through: int


def next_stretch(target: ForwardingTarget, *, settled: int) -> Stretch:
    """Behind the target's position and not beyond `settled`."""
    behind = Q(pk__gt=target.position, pk__lte=settled)
    wanted = Q(verb__iri__in=[*target.verbs, VOIDED]) if target.verbs else Q()
    found = list(sendable().filter(behind, wanted).order_by("pk")[:ROWS_AT_ONCE])
    through = found[-1].pk if len(found) == ROWS_AT_ONCE else max(settled, target.position)
    return Stretch(_fitting(found, target), through)


def sendable() -> QuerySet[Statement]:
    """Never what a private authority recorded, nor what was withdrawn before it was sent."""
    rows = Statement.objects.filter(authority__is_private=False, voided=False).select_related("verb")
    return rows.only("uuid", "ref", "version", "payload", "verb__iri")


def items_of(rows: Sequence[Statement], terms: Terms) -> list[Item]:
    kept: dict[int, set[str]] = {}
    links_of = StatementAttachment.objects.filter(statement__in=[row.pk for row in rows])
    for statement_id, sha2 in links_of.values_list("statement_id", "attachment__sha2"):
        kept.setdefault(statement_id, set()).add(sha2)
    return [packed(row, terms, kept=kept.get(row.pk, ())) for row in rows]


def bundles(items: Iterable[Item], *, most: int = MOST_TOGETHER) -> Iterator[list[Parcel] | Stuck]:
    """In order; together goes what one request can hold, at most so many."""
    bundle: list[Parcel] = []
    size = 0
    for item in items:
        if bundle and (len(bundle) == most or isinstance(item, Stuck) or not _goes_with(bundle, size, item)):
            yield bundle
            bundle, size = [], 0
        if isinstance(item, Stuck):
            yield item
        else:
            bundle.append(item)
            size += len(item.text.encode()) + 1
    if bundle:
        yield bundle


def _goes_with(bundle: Sequence[Parcel], size: int, parcel: Parcel) -> bool:
    first = bundle[0]
    return (
        size + len(parcel.text.encode()) + 1 < LARGEST_TOGETHER
        and first.version is parcel.version
        and not first.attachments
        and not parcel.attachments
    )


def _fitting(rows: Sequence[Statement], target: ForwardingTarget) -> list[Statement]:
    """A voiding statement goes where the one went that it withdraws."""
    withdrawn = {row.ref for row in rows if row.ref and row.verb.iri == VOIDED}
    known = Statement.objects.filter(uuid__in=withdrawn).select_related("verb", "authority")
    targets = {row.uuid: row for row in known.only("uuid", "payload", "verb__iri", "authority__is_private")}

    def fits(row: Statement) -> bool:
        if row.verb.iri == VOIDED and row.ref in targets:
            row = targets[row.ref]
            return not row.authority.is_private and _passes(row, target)
        return _passes(row, target)

    return [row for row in rows if fits(row)]


def _passes(row: Statement, target: ForwardingTarget) -> bool:
    if target.verbs and row.verb.iri not in target.verbs:
        return False
    if not target.activities:
        return True
    beginnings = tuple(target.activities)
    return any(iri.startswith(beginnings) for iri, _role in links(orjson.loads(row.payload)).activities)
