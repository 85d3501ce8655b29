"""Approvals that stood before decisions were kept by part go on, there and back."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from learning.organisation.enums import Role
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
BEFORE, AFTER = ("reports", "0002_approved_parts"), ("reports", "0003_decisions_by_part")


def migrated(to):
    executor = MigrationExecutor(connection)
    executor.migrate([to])
    return executor.loader.project_state([to]).apps


@pytest.fixture
def back():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_approvals_become_decisions_and_approvals_again(land, back):
    petra, karl = person_with(Role.HR, land["A"]), person_with(Role.STAFF_COUNCIL, land["A"])
    terms = {"purposes": ["Planung"], "roles": ["hr"], "floor": 10}
    migrated(BEFORE).get_model("reports", "AgreementPolicy").objects.create(
        report="participation",
        **terms,
        approved_by_hr_id=petra.pk,
        approved_by_hr_on=date(2026, 9, 1),
        hr_units=["A"],
        approved_by_staff_council_id=karl.pk,
        approved_by_staff_council_on=date(2026, 9, 2),
        staff_council_units=["A"],
    )

    decisions = migrated(AFTER).get_model("reports", "AgreementDecision").objects.order_by("pk")

    columns = ("side", "is_approval", "units", "by_id", "at__date", "by_operations")
    assert list(decisions.values_list(*columns)) == [
        ("hr", True, ["A"], petra.pk, date(2026, 9, 1), False),
        ("staff_council", True, ["A"], karl.pk, date(2026, 9, 2), False),
    ]
    policy = migrated(BEFORE).get_model("reports", "AgreementPolicy").objects.get()
    assert (policy.approved_by_hr_id, policy.approved_by_hr_on, policy.hr_units) == (petra.pk, date(2026, 9, 1), ["A"])
    assert policy.approved_by_staff_council_on == date(2026, 9, 2)
