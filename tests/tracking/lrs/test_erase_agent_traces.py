"""Wherever others have written of an agent that is made unknown, the command has cleaned it or names the place."""

import re
from hashlib import sha1, sha256
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import call_command

from learning.core.models import AuditEntry
from tests.tracking.lrs.stocked import BEN, said, store
from tests.tracking.lrs.test_erase_agent import attachment, erase, everything, files
from tracking.lrs.attachment_files import remove
from tracking.lrs.commands.documents import put_document
from tracking.lrs.documents import Place
from tracking.lrs.models import (
    Activity,
    Agent,
    Attachment,
    DeadLetter,
    Document,
    DocumentKind,
    ForwardingTarget,
    Statement,
    Verb,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
__all__ = ["files"]
ADDRESS = "lena.geheim@example.org"
LENA = {"mbox": f"mailto:{ADDRESS}", "name": "Lena Geheim"}
SHA1 = sha1(f"mailto:{ADDRESS}".encode(), usedforsecurity=False).hexdigest()


def named(told: str, kind: str) -> list[str]:
    """Ids of that kind in the output."""
    found = re.search(rf"^{kind} that still name the agent; look at them: (.*)$", told, re.MULTILINE)
    return found[1].split(", ") if found else []


def document(content: bytes = b"{}", document_id: str = "a", **place: Any) -> Document:
    kind = DocumentKind.AGENT_PROFILE if "agent" in place else DocumentKind.ACTIVITY_PROFILE
    put_document(
        place=Place(kind=kind, document_id=document_id, **place),
        content=content,
        content_type="application/json",
        check=lambda _etag: None,
    )
    return Document.objects.get(document_id=document_id)


STATEMENTS: dict[str, dict[str, Any]] = {
    "answer": {"result": {"response": f"frag {ADDRESS}"}},
    "answer in another case": {"result": {"response": "frag LENA.Geheim@Example.org"}},
    "answer with the name": {"result": {"response": "frag lena geheim"}},
    "object": {"object": {"id": f"https://example.org/people/{ADDRESS}"}},
    "object, encoded": {"object": {"id": "https://example.org/people/lena.geheim%40example.org"}},
    "hash in an extension": {"context": {"extensions": {"https://example.org/who": SHA1.upper()}}},
    "group": {"actor": {"objectType": "Group", "mbox": "mailto:team@example.org", "name": "Team Lena Geheim"}},
}


@pytest.mark.parametrize("place", STATEMENTS)
@pytest.mark.parametrize("mode", ["anonymise", "erase"])
def test_statements_of_others_are_named(place, mode):
    store(said(actor=LENA))
    [other, _silent] = store(said(**{"actor": BEN, **STATEMENTS[place]}), said(actor=BEN))

    assert named(erase(mode, LENA), "Statements") == [str(other.uuid)]


def test_the_name_of_a_group_is_named():
    store(said(actor=LENA), said(**STATEMENTS["group"]))

    assert named(erase(agent=LENA), "Agents") == [str(Agent.objects.get(ifi__contains="team@").pk)]


def test_descriptions_of_activities_and_verbs_are_emptied_and_iris_named():
    """Also where the statement that told of them is gone."""
    definition = {"name": {"de": "Fragen an Lena Geheim"}}
    about = {"id": f"https://example.org/people/{ADDRESS}", "definition": definition}
    store(said(actor=LENA, object=about))
    store(said(actor=BEN, object={"id": "https://example.org/books/2", "definition": definition}))
    store(said(actor=BEN, object={"id": "https://example.org/books/3", "definition": {"name": {"de": "Buch"}}}))
    Verb.objects.update(display=f'{{"de":"schrieb {ADDRESS.upper()}"}}')

    told = erase("erase", LENA)

    assert dict(Activity.objects.values_list("iri", "definition")) == {
        f"https://example.org/people/{ADDRESS}": "{}",
        "https://example.org/books/2": "{}",
        "https://example.org/books/3": '{"name":{"de":"Buch"}}',
    }
    assert Verb.objects.get().display == "{}"
    assert "3  descriptions of activities and verbs emptied" in told
    assert named(told, "Activities") == [str(Activity.objects.get(iri__contains=ADDRESS).pk)]


def test_who_is_called_like_a_part_of_another_word_empties_nothing():
    about = {"id": "https://example.org/books/4", "definition": {"name": {"de": "Kursbuch, für den Kurs"}}}
    store(said(actor={**LENA, "name": "Kurs"}, object=about))

    told = erase(agent=LENA)

    activity = Activity.objects.get()
    assert "Kursbuch" in activity.definition
    assert named(told, "Activities") == [str(activity.pk)]


def test_profiles_are_named():
    store(said(actor=LENA))
    holding = [
        document(activity="https://example.org/a", document_id=ADDRESS.upper()),
        document(b'{"tutor":"LENA GEHEIM"}', "b", activity="https://example.org/a"),
        document(b'{"friend":"mailto:Lena.Geheim@example.org"}', "c", agent=BEN),
    ]
    document(b'{"friend":"nobody"}', "d", agent=BEN)

    assert named(erase(agent=LENA), "States and profiles") == [str(row.pk) for row in holding]


def test_reasons_of_dead_letters_are_named():
    [_own, other] = store(said(actor=LENA), said(actor=BEN))
    target = ForwardingTarget.objects.create(name="Lager", url="https://lager.example/", username="a", password="b")
    letter = DeadLetter.objects.create(target=target, statement=other.uuid, status=400, reason=f"who is {ADDRESS}?")

    assert named(erase(agent=LENA), "Dead letters") == [str(letter.pk)]


def test_addresses_and_hashes_are_the_same_in_whatever_case():
    variant = {"mbox": "mailto:Lena.Geheim@example.org"}
    of_variant = sha1(variant["mbox"].encode(), usedforsecurity=False).hexdigest()
    store(*[said(actor=actor) for actor in (variant, {"mbox_sha1sum": SHA1.upper()}, {"mbox_sha1sum": of_variant})])

    told = erase(agent=LENA)

    left = everything().lower()
    assert not [word for word in (ADDRESS, SHA1, of_variant) if word in left]
    assert "3  statements made anonymous" in told
    assert not named(told, "Statements")


def test_attachments_of_others_are_named_by_their_hash():
    holding, silent, lost = "Protokoll: LENA GEHEIM, müde".encode(), b"\xff\x00", b"lost"
    contents = {sha256(each).hexdigest(): each for each in (holding, silent, lost)}
    store(said(actor=LENA))
    store(said(actor=BEN, attachments=[attachment(each) for each in contents.values()]), attachments=contents)
    remove(sha256(lost).hexdigest())

    told = erase("erase", LENA)

    assert Attachment.objects.count() == 3
    unreadable = f"{sha256(lost).hexdigest()} (unreadable)"
    assert set(named(told, "Attachments")) == {sha256(holding).hexdigest(), unreadable}


def test_the_name_given_with_the_agent_is_looked_for():
    [row] = store(said(actor=BEN, result={"response": "frag Lena Geheim"}))

    assert named(erase(agent=LENA), "Statements") == [str(row.uuid)]


@pytest.mark.parametrize("mode", ["anonymise", "erase"])
def test_a_dry_run_tells_what_the_run_tells_and_changes_nothing(files: Path, mode: str):
    store(said(actor=LENA), on="2024-01-05")
    call_command("archive_statements", before="2024-02", to=files, stdout=StringIO())
    content = b"certificate"
    [own] = store(
        said(actor=LENA, attachments=[attachment(content)]), attachments={sha256(content).hexdigest(): content}
    )
    store(*[said(**{"actor": BEN, **fields}) for fields in STATEMENTS.values()])
    store(said(actor=BEN, context={"instructor": LENA}, object={"id": "https://example.org/a", **named_after()}))
    target = ForwardingTarget.objects.create(name="Lager", url="https://lager.example/", username="a", password="b")
    DeadLetter.objects.create(target=target, statement=own.uuid, status=400, reason="?")
    document(agent=LENA)
    before, kept = everything(), contents_of(files.parent)

    dry = erase(mode, LENA, archives=files, dry_run=True)

    assert everything() == before
    assert contents_of(files.parent) == kept
    assert not AuditEntry.objects.filter(action__contains="agent").exists()
    first, _, figures = dry.partition("\n")
    assert "Nothing was changed" in first
    assert figures == erase(mode, LENA, archives=files)
    for figure in ("1  states", "1  dead letters", "1  statements in archives", "1  descriptions"):
        assert figure in figures
    assert (f"{1 if mode == 'erase' else 0}  files of attachments removed") in figures


def named_after() -> dict[str, Any]:
    return {"definition": {"name": {"de": "Bei Lena Geheim"}}}


def contents_of(directory: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()}


def test_the_log_counts_the_places_and_holds_no_text():
    store(said(actor=LENA), said(actor=BEN, result={"response": f"frag {ADDRESS}"}))

    erase(agent=LENA)

    entry = AuditEntry.objects.get(action="lrs.agent_made_anonymous")
    assert entry.detail["traces"] == {"Statements": 1}
    assert "lena" not in orjson.dumps(entry.detail).decode().lower()
    assert str(Statement.objects.last().uuid) not in repr(entry.detail)
