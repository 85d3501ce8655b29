"""Statements into files: the bytes that are stored, in their order, complete or not there at all."""

import gzip
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.tracking.lrs.stocked import ANNA, AUTHORITY, BEN, said, store
from tracking.lrs import attachment_files, exporting
from tracking.lrs.models import Agent, Statement

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "xapi": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "kept")}},
    }
    return tmp_path


@pytest.fixture(autouse=True)
def nobody_else_writes(request: Any, monkeypatch: Any) -> None:
    """A test is one open write itself, up to whose begin the store is consistent."""
    if "transaction" not in request.keywords["django_db"].kwargs:
        monkeypatch.setattr(exporting, "consistent_through", timezone.now)


def export(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("export_statements", path, stdout=out, **options)
    return out.getvalue()


def read(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_there(files):
    store(said(), said())

    export(files / "all.jsonl")

    assert read(files / "all.jsonl") == payloads()


def payloads() -> list[str]:
    return list(Statement.objects.order_by("pk").values_list("payload", flat=True))


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
def test_payloads_stand_there_byte_for_byte_in_their_order(files, name):
    id_ = str(uuid4())
    store(said(id=id_), said(actor=BEN), said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": id_}))

    told = export(files / name)

    assert read(files / name) == payloads()
    digest = sha256((files / name).read_bytes()).hexdigest()
    assert told == f"3 statements\n{digest}  {files / name}\n"
    assert (files / f"{name}.sha256").read_text() == f"{digest}  {name}\n"
    assert sorted(path.name for path in files.glob("all*")) == [name, f"{name}.sha256"]


FILTERS = {
    "since": {"since": "2024-01-01T00:00:00Z"},
    "until": {"until": "2024-01-31T23:59:59Z"},
    "verb": {"verb": "https://example.org/verbs/lent"},
    "activity": {"activity": "https://example.org/books/2"},
    "agent": {"agent": json.dumps(BEN)},
}
FOUND = {"since": [1, 2, 3], "until": [0, 1], "verb": [2], "activity": [3], "agent": [1]}


@pytest.mark.parametrize("name", FILTERS)
def test_filters_choose(files, name):
    store(said(), on="2023-12-31")
    store(said(actor=BEN), on="2024-01-05")
    store(said(verb={"id": "https://example.org/verbs/lent"}), said(object={"id": "https://example.org/books/2"}))

    export(files / "some.jsonl", **FILTERS[name])

    assert read(files / "some.jsonl") == [payloads()[place] for place in FOUND[name]]


def test_what_nobody_has_mentioned_is_not_there(files):
    store(said())

    export(files / "none.jsonl", verb="https://example.org/verbs/never")

    assert read(files / "none.jsonl") == []


def test_private_authorities_stay_private(files):
    store(said())
    store(said(actor=BEN), authority={"mbox": "mailto:private@example.org"})
    Agent.objects.filter(ifi="mbox:mailto:private@example.org").update(is_private=True)

    export(files / "public.jsonl")
    export(files / "private.jsonl", with_private=True)

    assert (len(read(files / "public.jsonl")), len(read(files / "private.jsonl"))) == (1, 2)


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
@pytest.mark.parametrize("batches", [0, 1, 2])
@pytest.mark.parametrize("torn", [0, 5])
def test_a_killed_one_goes_on_behind_what_is_whole(files, monkeypatch, name, batches, torn):
    store(*[said(result={"response": str(number) * 50}) for number in range(6)])
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    path, part = files / name, files / f"{name}.part"

    done = iter(range(10))

    def killed() -> None:
        if next(done) == batches:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        before = exporting._copy_attachments
        patched.setattr(exporting, "_copy_attachments", lambda rows, directory: (killed(), before(rows, directory)))
        with pytest.raises(KeyboardInterrupt):
            export(path, attachments=files)
    assert not path.exists()
    with part.open("ab") as file:
        file.write(gzip.compress(b"torn")[:torn])

    with pytest.raises(CommandError, match="other options"):
        export(path, resume=True, verb="https://example.org/verbs/read")
    export(path, resume=True)

    assert read(path) == payloads()


def test_resume_needs_something_to_go_on_with_and_a_finished_file_is_left_alone(files):
    with pytest.raises(CommandError, match="go on with"):
        export(files / "all.jsonl", resume=True)
    (files / "all.jsonl").write_text("theirs")
    with pytest.raises(CommandError, match="is there already"):
        export(files / "all.jsonl")
    assert (files / "all.jsonl").read_text() == "theirs"


@pytest.mark.parametrize("options", [{"since": "gestern"}, {"agent": "{}"}, {"agent": "{"}])
def test_options_that_mean_nothing_are_refused(files, options):
    with pytest.raises(CommandError, match="--"):
        export(files / "all.jsonl", **options)


def test_an_export_with_its_files_can_be_imported(files):
    content = b"a certificate"
    sha2 = sha256(content).hexdigest()
    attachment = {
        "usageType": "https://example.org/usage",
        "display": {"de": "Urkunde"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": sha2,
    }
    agents = {"contextAgents": [{"objectType": "contextAgent", "agent": ANNA}]}
    store(
        said(attachments=[attachment], version="2.0.0"),
        said(version="2.0.0", context=agents),
        attachments={sha2: content},
    )
    before = [(row.uuid, bytes(row.digest)) for row in Statement.objects.order_by("pk")]
    export(files / "all.jsonl.gz", attachments=files)
    call_command("erase_agent", agent=json.dumps(ANNA), erase=True, stdout=StringIO())
    assert Statement.objects.count() == 0

    call_command(
        "import_statements",
        str(files / "all.jsonl.gz"),
        authority=json.dumps(AUTHORITY),
        attachments=files,
        stdout=StringIO(),
    )

    assert [(row.uuid, bytes(row.digest)) for row in Statement.objects.order_by("pk")] == before
    assert attachment_files.content_of(sha2) == content
