"""Which statements a request asks for, as SQL whose cost does not grow with the store.

The link tables hold statements of an agent or activity in the order of their ids, so the newest are read off the end of
an index. `since` and `until` become bounds of ids first. Statements that refer to one that fits come from a second
branch (IEEE 9274.1.1, 4.1.6.2: filters follow StatementRefs, while since, until and limit mean the referring one).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from learning.core.compiled import prepared_cursor
from tracking.lrs.models import EXACT_ROLES, ActivityRole, AgentRole

SLACK = timedelta(seconds=5)
"""Ids and `stored` of writes that run at the same moment may cross by this much."""

_STORED = "coalesce(s.stored, s.timestamp)"
"""Never null; written so that no index on `stored` is used: bounds of ids have found the place already, and what the
database believes of the newest moments is behind the times."""
_IN_ONE_PROCESS = "WITH alone AS (SELECT set_config('max_parallel_workers_per_gather', '0', true)) "
"""For PostgreSQL: nobody asks this part, so it is not carried out, but beside it no command runs in parallel. To start
other processes takes 20 ms, and they read far ahead of the page."""
_NOT_PRIVATE = "NOT IN (SELECT id FROM lrs_agent WHERE is_private)"
_LATER = "(SELECT stored FROM lrs_statement WHERE id >= (low + high) / 2 ORDER BY id LIMIT 1) > %s"
_FIRST_STORED_AFTER = f"""
WITH RECURSIVE bounds(low, high) AS (
    SELECT coalesce(min(id), 0), coalesce(max(id), 0) + 1 FROM lrs_statement
    UNION ALL
    SELECT CASE WHEN {_LATER} THEN low ELSE (low + high) / 2 + 1 END,
           CASE WHEN {_LATER} THEN (low + high) / 2 ELSE high END
    FROM bounds WHERE low < high
)
SELECT max(low) FROM bounds
"""  # noqa: S608 -- texts of this module
"""A binary search. `_LATER`: whether what stands in the middle is stored after that moment."""

_OPEN_VERBS = f"""
SELECT v.id, substr(v.iri, 1, %s) FROM (SELECT id, iri FROM lrs_verb ORDER BY id LIMIT %s) AS v
WHERE EXISTS (
    SELECT 1 FROM (SELECT authority_id FROM lrs_statement WHERE verb_id = v.id ORDER BY id DESC LIMIT 100) AS newest
    WHERE authority_id {_NOT_PRIVATE}
)
ORDER BY v.id
"""  # noqa: S608 -- texts of this module
"""Of each verb the newest statements only: what a private authority says a million times is not read through."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Agents, activities and verbs by their row ids. `authority` is set when a key may read only its own."""

    agent: int | None = None
    verb: int | None = None
    activity: int | None = None
    registration: UUID | None = None
    related_agents: bool = False
    related_activities: bool = False
    since: datetime | None = None
    until: datetime | None = None
    ascending: bool = False
    authority: int | None = None

    @property
    def follows_references(self) -> bool:
        return any(each is not None for each in (self.agent, self.verb, self.activity, self.registration))


@dataclass
class Sql:
    text: str
    values: list[Any]


def page(wanted: Filter, *, after: int | None, count: int) -> list[tuple[int, str, datetime]]:
    """Row ids, payloads and when they were stored, of up to `count` statements in the wanted order, behind the row id
    `after`."""
    bounds = list(_bounds(wanted, after))
    branches = [_branch(wanted, bounds, count, by_reference=False)]
    if wanted.follows_references:
        branches.append(_branch(wanted, bounds, count, by_reference=True))
    found = " UNION ".join(f"SELECT id FROM ({each.text}) AS branch_{place}" for place, each in enumerate(branches))  # noqa: S608 -- texts of this module, values as parameters
    order = "ASC" if wanted.ascending else "DESC"
    before = _IN_ONE_PROCESS if connection.vendor == "postgresql" else ""
    command = (
        f"{before}SELECT s.id, s.payload, s.stored FROM lrs_statement AS s JOIN ({found}) AS found ON found.id = s.id"  # noqa: S608 -- as above
        f" ORDER BY s.id {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(command, [*(value for each in branches for value in each.values), count])
        return [(pk, payload, _moment(stored)) for pk, payload, stored in cursor.fetchall()]


def _moment(stored: datetime) -> datetime:
    """SQLite's are in UTC and do not say so."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)


def _bounds(wanted: Filter, after: int | None) -> Iterator[tuple[str, Any]]:
    """Conditions on the referring statement: text with {id}, and value."""
    if after is not None:
        yield ("{id} > %s" if wanted.ascending else "{id} < %s"), after
    if wanted.since:
        yield "{id} >= %s", first_stored_after(wanted.since - SLACK)
    if wanted.until:
        yield "{id} < %s", first_stored_after(wanted.until + SLACK)


def first_stored_after(moment: datetime) -> int:
    """The lowest id from which on statements are stored later than that; one past the last where there is none."""
    cursor = prepared_cursor()
    cursor.execute(_FIRST_STORED_AFTER, [connection.ops.adapt_datetimefield_value(moment)] * 2)
    ((found,),) = cursor.fetchall()
    return int(found)


def open_verbs(*, count: int, characters: int) -> list[tuple[int, str]]:
    """Of the verbs that came first those in open statements: row id and the first characters of the IRI."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_VERBS, [characters, count])
        return [(int(pk), str(iri)) for pk, iri in cursor.fetchall()]


def _branch(wanted: Filter, bounds: list[tuple[str, Any]], count: int, *, by_reference: bool) -> Sql:
    matched = "t" if by_reference else "s"
    joins, conditions = Sql("", []), Sql("NOT s.voided", [])
    if by_reference:
        joins.text += (
            " JOIN lrs_statementtarget AS c ON c.statement_id = s.id JOIN lrs_statement AS t ON t.uuid = c.target"
        )
    for table, column, value, roles in _links(wanted):
        _join(joins, table, column, value, roles, matched=matched, bounds=[] if by_reference else bounds)
    if wanted.verb is not None:
        _and(conditions, f"{matched}.verb_id = %s", wanted.verb)
    if wanted.registration is not None:
        _and(conditions, f"{matched}.registration = %s", _database_uuid(wanted.registration))
    for text, value in bounds:
        _and(conditions, text.format(id="s.id"), value)
    if wanted.since:
        _and(conditions, f"{_STORED} > %s", connection.ops.adapt_datetimefield_value(wanted.since))
    if wanted.until:
        _and(conditions, f"{_STORED} <= %s", connection.ops.adapt_datetimefield_value(wanted.until))
    if wanted.authority is not None and by_reference:
        _and(conditions, "s.authority_id = %s", wanted.authority)
    for each in {"s", matched}:
        conditions.text += f" AND {each}.authority_id {_NOT_PRIVATE}"
    order = "ASC" if wanted.ascending else "DESC"
    return Sql(
        f"SELECT DISTINCT s.id FROM lrs_statement AS s{joins.text} WHERE {conditions.text}"  # noqa: S608 -- as above
        f" ORDER BY s.id {order} LIMIT %s",
        [*joins.values, *conditions.values, count],
    )


def _links(wanted: Filter) -> Iterator[tuple[str, str, int, tuple[int, ...]]]:
    """Table, column, id and the roles that count (none: all)."""
    if wanted.agent is not None:
        yield "lrs_statementagent", "agent_id", wanted.agent, () if wanted.related_agents else EXACT_ROLES
    if wanted.activity is not None:
        roles = () if wanted.related_activities else (ActivityRole.OBJECT,)
        yield "lrs_statementactivity", "activity_id", wanted.activity, roles
    if wanted.authority is not None:
        yield "lrs_statementagent", "agent_id", wanted.authority, (AgentRole.AUTHORITY,)


def _join(
    joins: Sql,
    table: str,
    column: str,
    value: int,
    roles: tuple[int, ...],
    *,
    matched: str,
    bounds: list[tuple[str, Any]],
) -> None:
    """A statement stands in a link table once for each role, so it may be found several times. It is not made DISTINCT
    here: that would read all links of an agent or activity before the first statement is there."""
    name = f"link_{len(joins.values)}"
    conditions = Sql(f"{name}.statement_id = {matched}.id AND {name}.{column} = %s", [value])
    if roles:
        conditions.text += f" AND {name}.role IN ({', '.join(str(int(role)) for role in roles)})"
    for text, bound in bounds:
        _and(conditions, text.format(id=f"{name}.statement_id"), bound)
    joins.text += f" JOIN {table} AS {name} ON {conditions.text}"
    joins.values += conditions.values


def _and(conditions: Sql, text: str, value: Any) -> None:
    conditions.text += f" AND {text}"
    conditions.values.append(value)


def _database_uuid(value: UUID) -> UUID | str:
    return value.hex if connection.vendor == "sqlite" else value
