"""Statements from files: held to the same rules, once each, however often the command is killed."""

import gzip
import json
import tracemalloc
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.core.management import CommandError, call_command

from learning.core.models import AuditEntry
from tests.tracking.lrs.stocked import ANNA, AUTHORITY, BEN, said, store
from tracking.lrs.commands import importing
from tracking.lrs.commands.authorities import declare_private_authority
from tracking.lrs.models import Agent, Attachment, Statement
from tracking.lrs.platform import platform_iri

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


def written(path: Path, *lines: Any) -> Path:
    text = b"".join(line if isinstance(line, bytes) else orjson.dumps(line) + b"\n" for line in lines)
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def take_in(*paths: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_statements", *map(str, paths), authority=json.dumps(AUTHORITY), stdout=out, **options)
    return out.getvalue()


def books() -> list[str]:
    return [orjson.loads(row.payload)["object"]["id"] for row in Statement.objects.order_by("pk")]


def about(number: int) -> dict[str, Any]:
    return said(object={"id": f"https://example.org/books/{number}"})


@pytest.mark.parametrize("name", ["statements.jsonl", "statements.jsonl.gz"])
def test_each_line_becomes_a_statement_in_order(files, name):
    path = written(files / name, about(1), b"\n", about(2))

    assert take_in(path) == f"{path}: 2 statements, 0 faulty lines\n"
    assert books() == ["https://example.org/books/1", "https://example.org/books/2"]


def test_the_store_sets_what_it_sets_and_keeps_the_digits_of_numbers(files):
    line = (
        b'{"stored":"2001-01-01T00:00:00Z","authority":{"mbox":"mailto:x@example.org"},'
        b'"actor":{"mbox":"mailto:anna@example.org"},"verb":{"id":"https://example.org/read"},'
        b'"object":{"id":"https://example.org/books/1"},"result":{"score":{"raw":1e2}}}\n'
    )

    take_in(written(files / "a.jsonl", line))

    row = Statement.objects.get()
    stored = orjson.loads(row.payload)
    assert stored["authority"] == AUTHORITY
    assert stored["stored"] == row.stored.isoformat() != "2001-01-01T00:00:00Z"
    assert '"raw":1e2' in row.payload


FAULTS = {
    "no JSON": (b"{\n", "must be JSON"),
    "no object": (b"[]\n", "must be a statement"),
    "a rule": (said(verb={"id": "no iri"}), "verb.id"),
    "a name twice": (b'{"actor":1,"actor":2}\n', "only once"),
    "a version": (said(version="3.0"), "must be 1.0"),
    "no content": (
        said(
            attachments=[
                {
                    "usageType": "https://example.org/u",
                    "display": {"de": "x"},
                    "contentType": "text/plain",
                    "length": 1,
                    "sha2": "0" * 64,
                }
            ]
        ),
        "neither a fileUrl",
    ),
}


@pytest.mark.parametrize(("faulty", "rule"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_line_stops_with_nothing_of_its_batch_stored(files, monkeypatch, faulty, rule):
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    path = written(files / "a.jsonl", about(1), about(2), about(3), faulty, about(5))

    with pytest.raises(CommandError, match=f"a.jsonl: line 4: .*{rule}"):
        take_in(path)
    assert books() == ["https://example.org/books/1", "https://example.org/books/2"]

    written(path, about(1), about(2), about(3), about(4), about(5))
    take_in(path)

    assert books() == [f"https://example.org/books/{number}" for number in range(1, 6)]


def test_faulty_lines_can_be_put_aside(files):
    id_ = str(uuid4())
    store({**about(0), "id": id_})
    conflicting = {**about(3), "id": id_}
    path = written(files / "a.jsonl", about(1), b"{\n", about(2), conflicting, about(4))

    told = take_in(path, skip_faulty=files / "faulty.jsonl")

    assert told == f"{path}: 3 statements, 2 faulty lines\n"
    assert books() == [f"https://example.org/books/{number}" for number in (0, 1, 2, 4)]
    assert (files / "faulty.jsonl").read_bytes() == b"{\n" + orjson.dumps(conflicting) + b"\n"


def test_another_statement_under_a_known_id_and_voiding_of_others_are_faults_of_their_lines(files):
    id_ = str(uuid4())
    store({**about(0), "id": id_}, authority={"mbox": "mailto:other@example.org"})
    voiding = said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": id_})

    with pytest.raises(CommandError, match="line 2: id: is stored"):
        take_in(written(files / "a.jsonl", about(1), {**about(9), "id": id_}, about(3)))
    with pytest.raises(CommandError, match=r"line 2: object.id: is another authority's"):
        take_in(written(files / "b.jsonl", about(1), voiding, about(3)))
    assert Statement.objects.count() == 1


def test_one_id_twice_is_a_repeat_or_a_fault(files):
    id_ = str(uuid4())
    take_in(written(files / "a.jsonl", {**about(1), "id": id_}, {**about(1), "id": id_}))
    assert Statement.objects.count() == 1

    with pytest.raises(CommandError, match="line 2: id"):
        take_in(written(files / "b.jsonl", {**about(1), "id": id_}, {**about(2), "id": id_}))


def test_each_line_keeps_the_rules_of_its_version_unless_one_is_named(files):
    agents = {"contextAgents": [{"objectType": "contextAgent", "agent": BEN}]}
    path = written(files / "a.jsonl", about(1), said(version="2.0.0", context=agents), about(3))

    with pytest.raises(CommandError, match="line 2"):
        take_in(path, rules="1.0.3")
    take_in(path)

    versions = [orjson.loads(row.payload)["version"] for row in Statement.objects.order_by("pk")]
    assert versions == ["1.0.0", "2.0.0", "1.0.0"]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["store_statements", "_stored"])
@pytest.mark.parametrize("call", [1, 2, 3])
def test_killed_at_any_point_it_goes_on_without_losing_or_doubling_one(files, monkeypatch, step, call, after):
    """The lines have no ids: nothing but the kept position saves them from being stored again."""
    path = written(files / "a.jsonl.gz", *map(about, range(6)))
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    done, calls = getattr(importing, step), []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == call and not after:
            raise KeyboardInterrupt
        result = done(*args, **kwargs)
        if len(calls) == call:
            raise KeyboardInterrupt
        return result

    with monkeypatch.context() as patched:
        patched.setattr(importing, step, killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(path)
    take_in(path)

    assert books() == [f"https://example.org/books/{number}" for number in range(6)]


def test_a_file_is_known_by_what_it_says_and_goes_on_where_it_grew(files):
    take_in(written(files / "a.jsonl", about(1), about(2)))

    told = take_in(written(files / "moved.jsonl.gz", about(1), about(2), about(3)))
    take_in(written(files / "other.jsonl", about(1), about(4)))

    assert told.endswith("1 statements, 0 faulty lines, 2 lines done before\n")
    assert books() == [f"https://example.org/books/{number}" for number in (1, 2, 3, 1, 4)]


def test_again_imports_again(files):
    path = written(files / "a.jsonl", about(1))
    take_in(path)
    take_in(path)
    assert Statement.objects.count() == 1

    take_in(path, again=True)

    assert Statement.objects.count() == 2


def test_attachments_come_from_their_directory(files):
    content = b"a certificate"
    sha2 = sha256(content).hexdigest()
    attachment = {
        "usageType": "https://example.org/usage",
        "display": {"de": "Urkunde"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": sha2,
    }
    place = files / "attachments" / sha2[:2] / sha2
    place.parent.mkdir(parents=True)
    place.write_bytes(b"something else")
    path = written(files / "a.jsonl", said(attachments=[attachment]))

    with pytest.raises(CommandError, match="not what its name says"):
        take_in(path, attachments=files)
    place.write_bytes(content)
    take_in(path, attachments=files)

    assert Attachment.objects.get().sha2 == sha2


def test_broken_files_and_authorities_are_told(files):
    path = written(files / "a.jsonl.gz", about(1), about(2))
    path.write_bytes(path.read_bytes()[:-10])

    with pytest.raises(CommandError, match="cannot be read to its end"):
        take_in(path)
    with pytest.raises(CommandError, match="cannot be read to its end"):
        take_in(files / "nowhere.jsonl")
    with pytest.raises(CommandError, match="--authority"):
        call_command("import_statements", str(path), authority="{}")


def test_a_line_longer_than_any_request_is_refused(files, settings):
    settings.XAPI_BODY_LIMIT = 1_000

    with pytest.raises(CommandError, match="line 2 is longer than XAPI_BODY_LIMIT"):
        take_in(written(files / "a.jsonl", about(1), said(result={"response": "x" * 1_000})))


def test_memory_does_not_grow_with_the_file(files, monkeypatch):
    """Storing is left out: what is measured is reading, checking and keeping the position."""
    monkeypatch.setattr(importing, "store_statements", lambda **_kwargs: [])
    small = written(files / "small.jsonl", *map(about, range(1_000)))
    large = written(files / "large.jsonl.gz", *map(about, range(1_000, 6_000)))

    def peak(path: Path) -> int:
        tracemalloc.reset_peak()
        take_in(path)
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    peak(small)
    first, second = peak(written(files / "again.jsonl", *map(about, range(7_000, 8_000)))), peak(large)
    tracemalloc.stop()
    assert second < first + 2_000_000


def test_the_log_tells_of_it(files):
    take_in(written(files / "a.jsonl", about(1)))

    begun, done = AuditEntry.objects.order_by("pk")
    authority = Statement.objects.get().authority_id
    assert begun.action == "lrs.statements_import_begun"
    assert begun.detail == {"authority": authority, "lines_in_file": 1, "lines_before": 0}
    assert done.action == "lrs.statements_imported"
    assert done.detail == {"authority": authority, "lines": 1, "stored": 1, "skipped": 0}
    assert ANNA["mbox"] not in repr([begun.detail, done.detail])


def test_the_log_tells_of_an_import_that_was_killed(files, monkeypatch):
    def killed(**_kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "store_statements", killed)
    with pytest.raises(KeyboardInterrupt):
        take_in(written(files / "a.jsonl", about(1), about(2)))

    entry = AuditEntry.objects.get()
    assert entry.action == "lrs.statements_import_begun"
    assert (entry.detail["lines_in_file"], entry.detail["authority"]) == (
        2,
        Agent.objects.get(ifi__endswith="|writer").pk,
    )


@pytest.mark.parametrize(
    ("authority", "told"),
    [
        ({"account": {"homePage": "PLATFORM", "name": "platform"}}, "account of this platform"),
        ({"account": {"homePage": "PLATFORM", "name": "0" * 32}}, "account of this platform"),
        ({"account": {"homePage": "https://elsewhere.example", "name": "platform"}}, "account of this platform"),
        ({"mbox": "mailto:private@example.org"}, "private authority"),
    ],
)
def test_nothing_is_imported_under_the_names_of_others(files, authority, told):
    declare_private_authority(authority={"mbox": "mailto:private@example.org"})
    text = json.dumps({"objectType": "Agent", **authority}).replace("PLATFORM", platform_iri())

    with pytest.raises(CommandError, match=told):
        call_command("import_statements", str(written(files / "a.jsonl", about(1))), authority=text)
    assert Statement.objects.count() == 0
