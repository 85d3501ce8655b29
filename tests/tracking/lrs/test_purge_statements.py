"""Old statements leave for good; what they prove stays."""

from hashlib import sha256
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from learning.core.models import AuditEntry
from tests.factories.tracking import RIGHT, course, enrolled, learner
from tests.tracking.lrs.stocked import ANNA, BEN, said, store
from tracking.attempts.commands import answer_question
from tracking.lrs import attachment_files
from tracking.lrs.commands import purging
from tracking.lrs.models import (
    Agent,
    Attachment,
    DeadLetter,
    ForwardingTarget,
    Statement,
    StatementActivity,
    StatementAgent,
    StatementTarget,
)
from tracking.progress.commands import rebuild_progress
from tracking.progress.differences import differences, values
from tracking.progress.projection import SHAPES

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
OLD = "2020-01-15"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "xapi": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def purge(**options: Any) -> str:
    out = StringIO()
    call_command("purge_statements", older_than_days=365, stdout=out, **options)
    return out.getvalue()


def test_old_ones_go_with_their_links_and_young_ones_stay():
    store(said(), said(actor=BEN), on=OLD)
    [young] = store(said())

    told = purge()

    assert list(Statement.objects.all()) == [young]
    assert set(StatementAgent.objects.values_list("statement", flat=True)) == {young.pk}
    assert set(StatementActivity.objects.values_list("statement", flat=True)) == {young.pk}
    assert told.split() == ["2", "account:https://example.org|writer", "2", "deleted"]


def test_dry_run_only_counts():
    store(said(), on=OLD)

    assert purge(dry_run=True).split()[-3:] == ["would", "be", "deleted"]
    assert Statement.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_the_log_tells_of_it_by_number_without_names():
    store(said(), on=OLD)

    purge()

    begun, done = AuditEntry.objects.order_by("pk")
    authority = Agent.objects.get(ifi__contains="writer")
    assert (begun.action, begun.detail["by_authority"]) == ("lrs.purge_begun", {str(authority.pk): 1})
    assert (done.action, done.detail["statements"]) == ("lrs.statements_purged", 1)


def test_a_killed_one_goes_on(monkeypatch):
    store(*[said() for _each in range(5)], on=OLD)
    monkeypatch.setattr(purging, "AT_ONCE", 2)

    def killed(_number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        purging.purge_statements(older_than=purging.timedelta(days=365), advance=killed)
    assert Statement.objects.count() == 3

    purge()

    assert Statement.objects.count() == 0


def test_what_refers_to_a_purged_one_stays_and_what_was_voided_stays_voided():
    old, voided = str(uuid4()), str(uuid4())
    ref = {"objectType": "StatementRef"}
    store(said(id=old), on=OLD)
    store(said(verb={"id": VOIDED}, object={**ref, "id": voided}), on=OLD)
    [mention] = store(said(object={**ref, "id": old}))
    [bad] = store(said(id=voided))

    purge()

    assert set(Statement.objects.values_list("pk", "voided")) == {(mention.pk, False), (bad.pk, True)}
    assert StatementTarget.objects.filter(statement=mention).count() == 1
    assert StatementTarget.objects.count() == 1


def test_files_go_with_the_last_statement_that_has_them(files):
    shared, own = b"shared", b"own"

    def attached(*contents: bytes) -> dict[str, Any]:
        return said(attachments=[attachment(each) for each in contents])

    def attachment(content: bytes) -> dict[str, Any]:
        return {
            "usageType": "https://example.org/usage",
            "display": {"de": "Datei"},
            "contentType": "text/plain",
            "length": len(content),
            "sha2": sha256(content).hexdigest(),
        }

    contents = {sha256(each).hexdigest(): each for each in (shared, own)}
    store(attached(shared, own), on=OLD, attachments=contents)
    store(attached(shared), attachments=contents)

    purge()

    assert [row.sha2 for row in Attachment.objects.all()] == [sha256(shared).hexdigest()]
    assert attachment_files.content_of(sha256(shared).hexdigest()) == shared
    assert not attachment_files.store().exists(attachment_files.path_of(sha256(own).hexdigest()))


def test_nothing_goes_before_it_is_forwarded():
    [old] = store(said(), on=OLD)
    target = ForwardingTarget.objects.create(
        name="Lager", url="https://lager.example/xapi/", username="a", password="b"
    )
    DeadLetter.objects.create(target=target, statement=old.uuid, status=400, reason="no")

    with pytest.raises(CommandError, match="Lager"):
        purge()
    assert Statement.objects.count() == 1

    ForwardingTarget.objects.update(position=old.pk)
    purge()

    assert Statement.objects.count() == DeadLetter.objects.count() == 0


def test_progress_stays_and_a_rebuild_changes_nothing():
    taken = course(lessons=[1, 0])
    enrolment = enrolled(taken, learner=learner())
    answer_question(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), number=1, response=RIGHT)
    Statement.objects.filter(pk__lte=Statement.objects.order_by("pk")[1].pk).update(stored="2020-01-15T00:00:00Z")
    before = progress()

    purge()

    assert progress(but="is_sealed") == [{k: v for k, v in row.items() if k != "is_sealed"} for row in before]
    assert list(differences()) == []
    sealed = progress()
    assert any(row["is_sealed"] for row in sealed)
    rebuild_progress()
    assert progress() == sealed


def progress(but: str = "") -> list[dict[str, object]]:
    return [
        {name: value for name, value in values(row).items() if name != but}
        for model, shape in SHAPES.items()
        for row in model._default_manager.order_by(*shape.key)
    ]


def test_statements_younger_than_a_day_are_out_of_reach():
    with pytest.raises(CommandError):
        call_command("purge_statements", older_than_days=0)


def test_agents_keep_their_rows():
    store(said(), on=OLD)

    purge()

    assert Agent.objects.filter(ifi=f"mbox:{ANNA['mbox']}").exists()
