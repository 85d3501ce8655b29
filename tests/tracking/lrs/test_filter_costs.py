"""What a page of statements costs does not grow with how many there are."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tracking.lrs.filters import Filter, page
from tracking.lrs.inserting import Insert, insert_new, insert_together
from tracking.lrs.models import (
    Activity,
    ActivityRole,
    Agent,
    AgentRole,
    Statement,
    StatementActivity,
    StatementAgent,
    Verb,
    key_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
MANY, PAGE = 3_000, 20
TEXT = json.dumps({"about": "x" * 1_000})


@pytest.fixture
def ids() -> dict[str, int]:
    """So many statements of one agent, with one verb, about one activity in two places."""
    agent = Agent.objects.create(key=key_of("mbox:a"), ifi="mbox:a")
    verb = Verb.objects.create(key=key_of("v"), iri="v")
    activity = Activity.objects.create(key=key_of("x"), iri="x")
    began = timezone.now() - timedelta(days=MANY)
    rows = [
        Statement(
            uuid=uuid4(),
            verb=verb,
            authority=agent,
            stored=began + timedelta(days=each),
            timestamp=began,
            version="2.0.0",
            digest=b"0" * 32,
            payload=TEXT,
        )
        for each in range(MANY)
    ]
    pks = list(insert_new(Statement, rows, on="uuid").values())
    agents = [StatementAgent(agent=agent, statement_id=pk, role=AgentRole.ACTOR) for pk in pks]
    activities = [
        StatementActivity(activity=activity, statement_id=pk, role=role)
        for pk in pks
        for role in (ActivityRole.OBJECT, ActivityRole.CATEGORY)
    ]
    insert_together(
        Insert(model=StatementAgent, rows=agents),
        Insert(model=StatementActivity, rows=activities),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"agent": agent.pk, "verb": verb.pk, "activity": activity.pk}


def rows_touched(wanted: Filter) -> int:
    """By all steps of PostgreSQL's plan. SQLite is for small stores: there only the page itself is looked at."""
    with CaptureQueriesContext(connection) as asked:
        found = page(wanted, after=0 if wanted.ascending else 2**62, count=PAGE)
    assert len(found) == PAGE
    if connection.vendor != "postgresql":
        return len(found)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked.captured_queries[-1]['sql']}")
        told = cursor.fetchone()[0]
    return _rows((json.loads(told) if isinstance(told, str) else told)[0]["Plan"])


def _rows(plan: dict[str, Any]) -> int:
    return plan["Actual Rows"] * plan["Actual Loops"] + sum(_rows(each) for each in plan.get("Plans", ()))


def test_a_page_touches_few_rows_of_many(ids):
    middle = timezone.now() - timedelta(days=MANY / 2)
    kinds = [
        {},
        {"agent": ids["agent"]},
        {"agent": ids["agent"], "related_agents": True},
        {"verb": ids["verb"]},
        {"activity": ids["activity"]},
        {"activity": ids["activity"], "related_activities": True},
        {"agent": ids["agent"], "verb": ids["verb"]},
        {"agent": ids["agent"], "activity": ids["activity"]},
        {"since": middle},
        {"until": middle},
        {"agent": ids["agent"], "since": middle},
        {"verb": ids["verb"], "until": middle},
    ]
    wanted = [Filter(**each, ascending=ascending) for each in kinds for ascending in (False, True)]

    touched = {each: rows_touched(each) for each in wanted}

    assert {each: rows for each, rows in touched.items() if rows > MANY / 3} == {}
