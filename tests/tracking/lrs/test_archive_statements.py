"""Months leave for files, whatever is killed in between."""

import gzip
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from learning.core.models import AuditEntry
from tests.factories.tracking import RIGHT, course, enrolled, learner
from tests.tracking.lrs.stocked import said, store
from tests.tracking.lrs.test_purge_statements import progress
from tracking.attempts.commands import answer_question
from tracking.lrs import attachment_files
from tracking.lrs.commands import archiving
from tracking.lrs.models import Archive, Attachment, ForwardingTarget, Statement
from tracking.progress.commands import rebuild_progress
from tracking.progress.differences import differences

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


class KilledError(BaseException):
    pass


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """Where archives go; attachments are kept beside it."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "xapi": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "kept")}},
    }
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


@pytest.fixture
def stocked() -> list[str]:
    """The payloads of December, January, and one of February."""
    rows = [
        *store(said(), said(), said(), on="2023-12-31T23:59:59"),
        *store(said(), said(), on="2024-01-01T00:00:00"),
        *store(said(), on="2024-02-01T00:00:00"),
    ]
    return [row.payload for row in rows]


def archive(to: Path, before: str = "2024-02", **options: Any) -> str:
    out = StringIO()
    call_command("archive_statements", before=before, to=to, stdout=out, **options)
    return out.getvalue()


def read(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def test_each_month_becomes_a_file_with_its_payloads_in_order(files, stocked):
    archive(files)

    assert read(files / "statements-2023-12.jsonl.gz") == stocked[:3]
    assert read(files / "statements-2024-01.jsonl.gz") == stocked[3:5]
    assert [row.payload for row in Statement.objects.all()] == stocked[5:]


def test_hash_manifest_row_and_log_tell_of_the_file(files, stocked):
    told = archive(files)

    path = files / "statements-2023-12.jsonl.gz"
    digest = sha256(path.read_bytes()).hexdigest()
    row = Archive.objects.get(file_name=path.name)
    manifest = json.loads((files / f"{path.name}.json").read_text())
    assert (files / f"{path.name}.sha256").read_text() == f"{digest}  {path.name}\n"
    assert (row.sha256, row.count, row.removed_at is not None) == (digest, 3, True)
    assert (manifest["sha256"], manifest["statements"], manifest["month"]) == (digest, 3, "2023-12")
    assert digest in told
    assert (
        list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
        == [
            "lrs.month_archived",
            "lrs.archived_month_removed",
        ]
        * 2
    )


def test_dry_run_names_the_months_and_changes_nothing(files, stocked):
    assert archive(files, dry_run=True).split() == ["2023-12", "3", "2024-01", "2", "5", "would", "be", "archived"]
    assert (Statement.objects.count(), list(files.iterdir())) == (6, [])


STEPS = [
    "lines_of",
    "sha256_of",
    "record_audit",
    "put_in_place",
    "write_hash",
    "write_values",
    "remove_statements",
    "drop_attachments_without_statement",
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_point_it_goes_on_without_losing_or_doubling_one(files, stocked, monkeypatch, step, call, after):
    monkeypatch.setattr(archiving, "AT_ONCE", 2)
    done, calls = getattr(archiving, step), []

    def killed(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) == call and not after:
            raise KilledError
        result = done(*args, **kwargs)
        if len(calls) == call:
            raise KilledError
        return result

    with monkeypatch.context() as patched:
        patched.setattr(archiving, step, killed)
        try:
            archive(files)
        except KilledError:
            assert len(calls) == call
    archive(files)

    assert read(files / "statements-2023-12.jsonl.gz") == stocked[:3]
    assert read(files / "statements-2024-01.jsonl.gz") == stocked[3:5]
    assert [row.payload for row in Statement.objects.all()] == stocked[5:]
    assert sorted(path.name for path in files.glob("*.gz")) == [row.file_name for row in Archive.objects.order_by("pk")]
    assert all(row.removed_at for row in Archive.objects.all())
    assert not list(files.glob("*.part"))


def test_nothing_is_removed_that_the_file_does_not_say(files, stocked, monkeypatch):
    monkeypatch.setattr(archiving, "put_in_place", _dying)
    with pytest.raises(KilledError):
        archive(files)
    monkeypatch.undo()
    [part] = files.glob("*.part")
    part.write_bytes(gzip.compress(b"\n".join(line.encode() for line in stocked[:2])))

    with pytest.raises(CommandError, match="not the file that was written"):
        archive(files)
    assert Statement.objects.count() == 6


def _dying(*_args: Any, **_kwargs: Any) -> None:
    raise KilledError


def test_a_file_of_somebody_else_is_left_alone(files, stocked):
    (files / "statements-2023-12.jsonl.gz").write_bytes(b"theirs")

    with pytest.raises(CommandError, match="is there already"):
        archive(files)
    assert (files / "statements-2023-12.jsonl.gz").read_bytes() == b"theirs"
    assert Statement.objects.count() == 6


def test_later_ones_of_a_month_become_another_part(files, stocked):
    archive(files, before="2024-01")
    Statement.objects.filter(payload=stocked[3]).update(stored="2023-12-31T12:00:00Z")

    archive(files, before="2024-01")

    assert read(files / "statements-2023-12-2.jsonl.gz") == [stocked[3]]
    assert read(files / "statements-2023-12.jsonl.gz") == stocked[:3]


def test_files_of_attachments_go_along(files):
    content = b"a certificate"
    sha2 = sha256(content).hexdigest()
    about = {
        "usageType": "https://example.org/usage",
        "display": {"de": "Urkunde"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": sha2,
    }
    store(said(attachments=[about]), on="2023-12-01", attachments={sha2: content})

    archive(files)

    assert (files / attachment_files.path_of(sha2)).read_bytes() == content
    assert not Attachment.objects.exists()
    assert not attachment_files.store().exists(attachment_files.path_of(sha2))


def test_nothing_is_archived_before_it_is_forwarded(files, stocked):
    ForwardingTarget.objects.create(name="Lager", url="https://lager.example/xapi/", username="a", password="b")

    with pytest.raises(CommandError, match="Lager"):
        archive(files)
    assert Statement.objects.count() == 6


@pytest.mark.parametrize("before", ["2024", "gestern", "2999-01"])
def test_before_is_a_month_that_has_begun(files, before):
    with pytest.raises(CommandError, match="--before"):
        archive(files, before=before)


def test_a_rebuild_after_it_gives_identical_rows(files):
    taken = course(lessons=[1, 0])
    enrolment = enrolled(taken, learner=learner())
    answer_question(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), number=1, response=RIGHT)
    Statement.objects.update(stored="2023-12-05T00:00:00Z")
    before = progress(but="is_sealed")

    archive(files)

    assert Statement.objects.count() == 0
    assert progress(but="is_sealed") == before
    assert list(differences()) == []
    sealed = progress()
    rebuild_progress()
    assert progress() == sealed
