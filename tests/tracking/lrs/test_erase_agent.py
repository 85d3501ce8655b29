"""One agent is made unknown everywhere; and no process can find its old place again."""

import gzip
import json
from hashlib import sha1, sha256
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from learning.core.models import AuditEntry
from tests.factories.tracking import RIGHT, course, enrolled, learner
from tests.tracking.lrs.stocked import ANNA, AUTHORITY, BEN, said, store
from tests.tracking.lrs.test_purge_statements import progress
from tracking.attempts.commands import answer_question
from tracking.lrs import shared_rows
from tracking.lrs.canonical import digest
from tracking.lrs.commands import erasing, store_statements
from tracking.lrs.commands.keys import create_key
from tracking.lrs.commands.storing import StatementConflictError
from tracking.lrs.json_text import parsed
from tracking.lrs.models import (
    Activity,
    Agent,
    Archive,
    Attachment,
    DeadLetter,
    Document,
    DocumentKind,
    ForwardingTarget,
    Key,
    Statement,
    StatementAgent,
)
from tracking.lrs.shared_rows import NOBODY, ids_if_known
from tracking.lrs.signatures import USAGE
from tracking.lrs.transactions import one_transaction
from tracking.progress.commands import rebuild_progress
from tracking.progress.differences import differences
from tracking.vocabulary.accounts import learner_account, platform_authority

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
IFI = "mbox:mailto:anna@example.org"
SHA1 = sha1(b"mailto:anna@example.org", usedforsecurity=False).hexdigest()


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "xapi": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "kept")}},
    }
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


def erase(mode: str = "anonymise", agent: dict[str, Any] = ANNA, **options: Any) -> str:
    out = StringIO()
    call_command("erase_agent", agent=json.dumps(agent), stdout=out, **{mode: True}, **options)
    return out.getvalue()


def everything() -> str:
    """Whatever the store holds, as one text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("lrs_")]
        found = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names of our tables
            found += cursor.fetchall()
    return repr([bytes(each) if isinstance(each, memoryview) else each for row in found for each in row])


PLACES: dict[str, dict[str, Any]] = {
    "actor": {},
    "hash of the address": {"actor": {"mbox_sha1sum": SHA1, "name": "Anna Amsel"}},
    "member of the actor": {"actor": {"objectType": "Group", "member": [ANNA, BEN]}},
    "object": {"actor": BEN, "object": {"objectType": "Agent", **ANNA}},
    "instructor": {"actor": BEN, "context": {"instructor": ANNA}},
    "team": {"actor": BEN, "context": {"team": {"objectType": "Group", "name": "Team", "member": [BEN, ANNA]}}},
    "context agent": {"actor": BEN, "context": {"contextAgents": [{"objectType": "contextAgent", "agent": ANNA}]}},
    "context group": {
        "actor": BEN,
        "context": {
            "contextGroups": [{"objectType": "contextGroup", "group": {"objectType": "Group", "member": [ANNA]}}]
        },
    },
    "sub-statement": {
        "actor": BEN,
        "object": {
            "objectType": "SubStatement",
            "actor": ANNA,
            "verb": {"id": "https://example.org/verbs/read"},
            "object": {"objectType": "Group", "member": [ANNA]},
            "context": {"instructor": ANNA},
        },
    },
}


@pytest.mark.parametrize("place", PLACES)
def test_anonymise_reaches_every_place(place):
    [row] = store(said(**PLACES[place]))

    told = erase()

    assert not [word for word in ("anna@", "Anna", SHA1) if word in everything()]
    assert "1  statements made anonymous" in told
    row = Statement.objects.get()
    after = orjson.loads(row.payload)
    assert bytes(row.digest) == digest(after)
    [new] = Agent.objects.filter(ifi__contains="/anonymous|")
    assert new.ifi.rpartition("|")[2] in row.payload
    assert StatementAgent.objects.filter(agent=new, statement=row).exists()
    assert new.name == ""


def test_nothing_else_of_the_statement_changes_and_numbers_keep_their_digits():
    text = (
        b'{"actor":{"mbox":"mailto:anna@example.org"},"verb":{"id":"https://example.org/verbs/read"},'
        b'"object":{"id":"https://example.org/books/1","definition":{"name":{"de":"B\xc3\xbccher"}}},'
        b'"result":{"score":{"raw":1e2,"scaled":0.850},"extensions":{"https://example.org/n":12345678901234567890123}}}'
    )
    read = parsed(text)
    [row] = store(read.plain, exact=[read.exact])

    erase()

    after = Statement.objects.get()
    new = Agent.objects.get(ifi__contains="/anonymous|")
    account = orjson.loads(after.payload)["actor"]["account"]
    assert new.ifi == f"account:{account['homePage']}|{account['name']}"
    assert after.payload == row.payload.replace(
        '{"mbox":"mailto:anna@example.org"}', orjson.dumps({"account": account}).decode()
    )


def test_a_statement_sent_again_by_its_sender_is_refused_and_brings_nobody_back():
    again = said(id=str(uuid4()))
    store(again)
    erase()

    with pytest.raises(StatementConflictError):
        store(again)


def test_erase_removes_what_the_agent_did_and_makes_it_unknown_elsewhere():
    store(said())
    [other] = store(said(**PLACES["instructor"]))

    told = erase("erase")

    assert list(Statement.objects.all()) == [other]
    assert "anna@" not in everything()
    assert "1  statements removed" in told
    assert "1  statements made anonymous" in told


def test_dry_run_only_counts():
    store(said(), said(**PLACES["instructor"]))
    before = everything()

    told = erase("erase", dry_run=True)

    assert everything() == before
    assert "1  statements removed" in told
    assert not AuditEntry.objects.exists()


def test_states_and_profiles_go():
    store(said())
    anna = Agent.objects.get(ifi=IFI)
    common = {
        "agent": anna,
        "content": b"Anna",
        "content_type": "text/plain",
        "etag": "x",
        "updated_at": timezone.now(),
    }
    activity = Activity.objects.get()
    Document.objects.create(key=b"1", kind=DocumentKind.STATE, activity=activity, document_id="a", **common)
    Document.objects.create(key=b"2", kind=DocumentKind.AGENT_PROFILE, document_id="a", **common)

    told = erase()

    assert not Document.objects.exists()
    assert "2  states and profiles removed" in told


def attachment(content: bytes, usage: str = "https://example.org/usage") -> dict[str, Any]:
    return {
        "usageType": usage,
        "display": {"de": "Anhang"},
        "contentType": "application/octet-stream",
        "length": len(content),
        "sha2": sha256(content).hexdigest(),
    }


def test_signatures_go_for_they_hold_what_they_sign(files):
    contents = {sha256(each).hexdigest(): each for each in (b"signature of Anna", b"a picture")}
    store(said(attachments=[attachment(b"signature of Anna", USAGE), attachment(b"a picture")]), attachments=contents)

    erase()

    assert [each["usageType"] for each in orjson.loads(Statement.objects.get().payload)["attachments"]] == [
        "https://example.org/usage"
    ]
    assert [row.sha2 for row in Attachment.objects.all()] == [sha256(b"a picture").hexdigest()]


def test_files_of_erased_statements_go(files):
    contents = {sha256(b"certificate").hexdigest(): b"certificate"}
    store(said(attachments=[attachment(b"certificate")]), attachments=contents)

    assert "1  files of attachments removed" in erase("erase")
    assert not Attachment.objects.exists()
    assert not [path for path in (files.parent / "kept").rglob("*") if path.is_file()]


def test_registrations_become_others_for_they_tell_who_is_registered():
    registration = str(uuid4())
    context = {"registration": registration}
    store(said(context=context), said(context=context), said(actor=BEN, context={**context, "instructor": ANNA}))

    erase()

    first, second, of_ben = Statement.objects.order_by("pk")
    assert first.registration == second.registration
    assert str(first.registration) != registration
    assert str(first.registration) in first.payload
    assert str(of_ben.registration) == registration


def test_other_stores_are_named_and_what_they_refused_is_dropped():
    [row] = store(said())
    got = ForwardingTarget.objects.create(
        name="Lager", url="https://lager.example/", username="a", password="b", position=row.pk
    )
    ForwardingTarget.objects.create(name="Leer", url="https://leer.example/", username="a", password="b")
    DeadLetter.objects.create(target=got, statement=row.uuid, status=400, reason="Anna?")

    told = erase()

    assert "must be told: Lager (https://lager.example/)\n" in told
    assert not DeadLetter.objects.exists()


def test_what_still_names_the_agent_in_a_free_text_is_named():
    store(said(result={"response": "ich bin anna@example.org"}))

    assert f"look at them: {Statement.objects.get().uuid}" in erase()


def test_progress_stays_with_the_learner_and_counts_nobody_twice():
    taken = course(lessons=[1, 0])
    enrolment = enrolled(taken, learner=learner())
    answer_question(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), number=1, response=RIGHT)
    before = progress(but="is_sealed")

    erase(agent=learner_account(enrolment.learner_key))

    assert progress(but="is_sealed") == before
    assert list(differences()) == []
    rebuild_progress()
    assert progress(but="is_sealed") == before


def test_the_log_tells_of_it_without_a_name():
    store(said())

    erase()

    begun, entry = AuditEntry.objects.order_by("pk")
    assert (begun.action, begun.detail) == ("lrs.erasure_begun", {"erases": False})
    assert (entry.action, entry.detail["made_anonymous"]) == ("lrs.agent_made_anonymous", 1)
    assert begun.subject == entry.subject == f"lrs.agent:{Agent.objects.get(ifi__contains='/anonymous|').pk}"
    assert "anna" not in repr((entry.subject, entry.detail))


def test_the_platform_and_authorities_of_valid_keys_are_refused():
    store(said())
    with pytest.raises(CommandError, match="platform itself"):
        erase(agent=platform_authority())
    create_key(name="Bibliothek", scopes=["all"], authority=AUTHORITY)
    with pytest.raises(CommandError, match="Bibliothek"):
        erase(agent=AUTHORITY)

    Key.objects.update(revoked_at=timezone.now())
    erase(agent=AUTHORITY)

    assert "writer" not in everything()


def test_nobody_is_erased_who_is_not_here():
    store(said(actor=BEN))

    assert "0  statements made anonymous" in erase()
    assert not Agent.objects.filter(ifi__contains="/anonymous|").exists()
    assert AuditEntry.objects.get().subject == "lrs.agent"


def test_a_killed_one_is_made_again(monkeypatch):
    store(*[said() for _each in range(5)])
    monkeypatch.setattr(erasing, "AT_ONCE", 2)
    done, calls = erasing._forget, []

    def killed(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return done(*args)

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "_forget", killed)
        with pytest.raises(KeyboardInterrupt):
            erase()
    assert "anna@" in everything()

    erase()

    assert "anna@" not in everything()
    assert Statement.objects.count() == 5


def test_unfinished_archives_come_first():
    Archive.objects.create(month="2024-01-01", file_name="a", sha256="0", count=1, first_id=1, last_id=1)

    with pytest.raises(CommandError, match="archive_statements"):
        erase()


@pytest.mark.parametrize("agent", ["{", "[]", "{}", '{"mbox": "anna"}'])
def test_an_agent_is_needed(agent):
    with pytest.raises(CommandError, match="--agent"):
        call_command("erase_agent", agent=agent, anonymise=True)


@pytest.mark.parametrize("mode", ["anonymise", "erase"])
def test_archives_at_hand_are_rewritten(files, mode):
    store(said(), said(actor=BEN), said(**PLACES["team"]), on="2024-01-05")
    call_command("archive_statements", before="2024-02", to=files, stdout=StringIO())

    assert "not looked into (--archives): statements-2024-01.jsonl.gz" in erase(mode)
    told = erase(mode, archives=files)

    [path] = files.glob("*.gz")
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    archive = Archive.objects.get()
    assert "anna@" not in "".join(lines)
    assert "2  statements in archives changed" in told
    assert len(lines) == archive.count == (3 if mode == "anonymise" else 2)
    assert archive.sha256 == sha256(path.read_bytes()).hexdigest()
    assert archive.sha256 in (files / f"{path.name}.sha256").read_text()
    assert not list(files.glob("*.part"))


@pytest.mark.django_db(transaction=True)
def test_a_process_that_remembers_the_agent_never_finds_the_pseudonym():
    """Its memory is as it was before; nobody can tell other processes to forget."""
    shared_rows.forget_ids()
    write = one_transaction(store_statements)
    write(statements=[said(id=str(uuid4()))], authority=AUTHORITY)
    before = dict(shared_rows._remembered[Agent]._ids)
    assert IFI in before

    erase()
    shared_rows._remembered[Agent].remember(before)

    assert ids_if_known({Agent: IFI}) == {Agent: NOBODY}
    [row] = write(statements=[said(id=str(uuid4()))], authority=AUTHORITY)
    anna = Agent.objects.get(ifi=IFI)
    pseudonym = Agent.objects.get(ifi__contains="/anonymous|")
    assert ids_if_known({Agent: IFI}) == {Agent: anna.pk}
    assert list(StatementAgent.objects.filter(agent=anna).values_list("statement", flat=True)) == [row.pk]
    assert StatementAgent.objects.filter(agent=pseudonym).count() == 1
    assert Statement.objects.count() == 2
