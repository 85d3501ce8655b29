"""A compiled read gives what its QuerySet gives, on both databases; and refuses what it cannot answer rightly."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import NotSupportedError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from learning.accounts.models import User
from learning.core.compiled import CompileError, compiled
from learning.core.models import AuditEntry, JobRun, OutboxItem
from learning.organisation.models import RoleGrant

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@compiled
def _by_event(*, event_id: UUID, since: datetime) -> QuerySet[OutboxItem, tuple[UUID, dict[str, int], datetime, bool]]:
    rows = OutboxItem.objects.filter(event_id=event_id, due_at__gte=since).annotate(is_late=Q(due_at__lt=since))
    return rows.order_by("receiver").values_list("event_id", "payload", "due_at", "is_late")


@compiled
def _subjects(*, text: str, number: int) -> QuerySet[AuditEntry, tuple[str, int, str]]:
    return (
        AuditEntry.objects.filter(Q(subject=text) | Q(action=text))
        .annotate(given=Coalesce(number, Value(0)), constant=Value("50%"))
        .values_list("subject", "given", "constant")
    )


@compiled
def _grants(*, today: date) -> QuerySet[User, tuple[str, int]]:
    held = RoleGrant.objects.filter(user=OuterRef("pk"), valid_from__lte=today)
    found = User.objects.filter(Exists(held)).annotate(grants=Count("role_grants"))
    return found.order_by("email").values_list("email", "grants")


@compiled
def _first_job(*, is_idle: bool) -> QuerySet[JobRun, tuple[str]]:
    return JobRun.objects.filter(Q(started_at=None) & Q(finished_at=None) & Q(Value(True) & is_idle)).values_list(
        "name"
    )[:1]


def outbox_row(event_id: UUID, receiver: str, due_at: datetime = NOON) -> OutboxItem:
    return OutboxItem.objects.create(
        event_id=event_id, event_name="told", receiver=receiver, payload={"n": 1}, due_at=due_at
    )


def test_rows_are_those_of_the_queryset_with_every_column_converted() -> None:
    event = uuid4()
    outbox_row(event, "b")
    outbox_row(event, "a", NOON + timedelta(days=1))
    outbox_row(event, "early", NOON - timedelta(days=1))
    outbox_row(uuid4(), "other")

    rows = _by_event(event_id=event, since=NOON)

    assert rows == list(_by_event.write(event_id=event, since=NOON))
    assert rows == [(event, {"n": 1}, NOON + timedelta(days=1), False), (event, {"n": 1}, NOON, False)]
    assert _by_event(event_id=uuid4(), since=NOON) == []


@pytest.mark.parametrize(
    "at",
    [
        NOON,
        NOON + timedelta(microseconds=100_000),
        NOON + timedelta(microseconds=123_456),
        datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
    ids=str,
)
def test_moments_come_back_as_they_were(at: datetime) -> None:
    event = uuid4()
    outbox_row(event, "a", at)

    ((_event, _payload, due_at, _is_late),) = _by_event(event_id=event, since=at)

    assert due_at == at
    assert due_at.tzinfo == UTC


@pytest.mark.parametrize("number", [7, 70_000, 7_000_000_000])
def test_values_stand_in_any_place_and_size(number: int) -> None:
    AuditEntry.objects.create(action="x", subject="it's 100 % \\ %s")
    AuditEntry.objects.create(action="it's 100 % \\ %s", subject="y")

    rows = sorted(_subjects(text="it's 100 % \\ %s", number=number))

    assert rows == [("it's 100 % \\ %s", number, "50%"), ("y", number, "50%")]


def test_subqueries_aggregates_and_dates() -> None:
    lena = User.objects.create_user("lena@lernhafen.example")
    RoleGrant.objects.create(user=lena, role="admin", valid_from=date(2026, 5, 1))

    assert _grants(today=date(2026, 5, 1)) == [("lena@lernhafen.example", 1)]
    assert _grants(today=date(2026, 4, 30)) == []
    assert _grants(today=date(2026, 5, 1)) == list(_grants.write(today=date(2026, 5, 1)))


def test_sql_is_compiled_once_and_parameters_are_new(django_assert_num_queries) -> None:
    AuditEntry.objects.create(action="x", subject="purge")
    _subjects(text="a", number=1)
    compiled_once = _subjects._compiled[connection.vendor]

    with django_assert_num_queries(2) as captured:
        rows = [_subjects(text="b", number=2), _subjects(text="purge", number=3)]

    assert _subjects._compiled[connection.vendor] is compiled_once
    assert rows == [[], [("purge", 3, "50%")]]
    assert all("core_auditentry" in each["sql"] for each in captured.captured_queries)


def test_execute_wrappers_stand_around_it() -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError

    with connection.execute_wrapper(refuse), pytest.raises(PermissionError):
        _subjects(text="a", number=1)


@pytest.mark.parametrize(
    "given",
    [
        {"text": None, "number": 1},
        {"text": "a", "number": None},
        {"text": "a", "number": "1"},
        {"text": "a"},
        {"text": "a", "number": 1, "more": 1},
    ],
)
def test_what_is_not_annotated_is_refused_before_the_database_is_asked(given, django_assert_num_queries) -> None:
    with django_assert_num_queries(0), pytest.raises(TypeError):
        _subjects(**given)


def test_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(TypeError) as refused:
        _subjects(text="a", number="lena@lernhafen.example")

    assert "lena" not in str(refused.value)


def test_parameters_are_named() -> None:
    with pytest.raises(TypeError, match="by name"):
        _subjects("a", 1)


def test_parameter_that_the_query_does_not_use_is_refused() -> None:
    @compiled
    def read(*, text: str, number: int) -> QuerySet[AuditEntry, tuple[str]]:
        return AuditEntry.objects.filter(subject=text).values_list("subject")

    with pytest.raises(CompileError, match="number"):
        read(text="a", number=1)


def test_parameter_of_an_unknown_type_is_refused() -> None:
    @compiled
    def read(*, numbers: list) -> QuerySet[AuditEntry, tuple[str]]:
        return AuditEntry.objects.filter(pk__in=numbers).values_list("subject")

    with pytest.raises(CompileError, match="numbers"):
        read(numbers=[1])


@pytest.mark.parametrize("ending", ["all", "values"])
def test_read_that_gives_no_tuples_is_refused(ending: str) -> None:
    @compiled
    def read(*, text: str) -> QuerySet[AuditEntry, AuditEntry]:
        return getattr(AuditEntry.objects.filter(subject=text), ending)()

    with pytest.raises(CompileError, match="values_list"):
        read(text="a")


def test_flat_lists_are_refused_as_they_would_come_as_tuples() -> None:
    @compiled
    def read(*, text: str) -> QuerySet[AuditEntry, str]:
        return AuditEntry.objects.filter(subject=text).values_list("subject", flat=True)

    with pytest.raises(CompileError, match="values_list"):
        read(text="a")


def test_threads_may_compile_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _number: _first_job._compile().sql, range(12)))) == 1

    JobRun.objects.create(name="purge")
    assert (_first_job(is_idle=True), _first_job(is_idle=False)) == ([("purge",)], [])


def test_database_plans_it_once_and_a_rollback_does_no_harm() -> None:
    """What is prepared can be looked up on PostgreSQL only."""
    AuditEntry.objects.create(action="x", subject="a")
    for _time in range(3):
        assert _subjects(text="a", number=1) == [("a", 1, "50%")]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%core_auditentry%'")
            assert cursor.fetchone() == (1,)

    with transaction.atomic():
        AuditEntry.objects.create(action="x", subject="a")
        transaction.set_rollback(True)

    assert _subjects(text="a", number=1) == [("a", 1, "50%")]


def change_type(to: str) -> None:
    """As a migration under a running server; SQLite's driver prepares anew by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE core_auditentry ALTER COLUMN subject TYPE {to}")


@pytest.mark.django_db(transaction=True)
def test_read_goes_on_when_a_migration_changes_a_column() -> None:
    AuditEntry.objects.create(action="x", subject="a")
    assert _subjects(text="a", number=1) == [("a", 1, "50%")]
    try:
        change_type("varchar(300)")
        assert _subjects(text="a", number=1) == [("a", 1, "50%")]
    finally:
        change_type("varchar(200)")
    with suppress(NotSupportedError), transaction.atomic():
        _subjects(text="a", number=1)

    assert _subjects(text="a", number=1) == [("a", 1, "50%")], "at the latest after the rollback"
