"""Files of attachments: whole or not at all, and given only with the statements they came with."""

import json
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage
from structlog.testing import capture_logs

from tests.conformance.caller import V1, Caller
from tests.conformance.said import attachment, said
from tests.conformance.test_attachments import MIXED, body, part, statements_part
from tracking.lrs import attachment_files

CONTENT, OTHER = b"a certificate", b"another one"


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    xapi = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"xapi": xapi}
    return tmp_path


@pytest.fixture
def lrs(files: Path, db: None) -> Caller:
    return Caller(V1)


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def file_of(files: Path, content: bytes) -> Path:
    return files / attachment_files.path_of(hash_of(content))


def told(content: bytes) -> dict[str, Any]:
    found = attachment(sha2=hash_of(content), length=len(content))
    return {name: value for name, value in found.items() if name != "fileUrl"}


def send(lrs: Caller, content: bytes) -> str:
    sent = body(statements_part(said(attachments=[told(content)])), part(content))
    answer = lrs("POST", "statements", sent, content_type=MIXED)
    assert answer.status_code == 200, answer.content
    return answer.json()[0]


def given(lrs: Caller, path: str = "statements", **query: str) -> tuple[Any, list[bytes]]:
    answer = lrs("GET", path, query={"attachments": "true", **query} if path == "statements" else None)
    assert answer.status_code == 200, answer.content
    head = f"Content-Type: {answer['Content-Type']}\r\n\r\n".encode()
    first, *others = BytesParser().parsebytes(head + answer.content).get_payload()
    return json.loads(first.get_payload()), [each.get_payload(decode=True) for each in others]


def test_a_file_is_kept_under_its_hash_and_nothing_beside_it(files):
    attachment_files.keep(hash_of(CONTENT), CONTENT)
    attachment_files.keep(hash_of(CONTENT), CONTENT)

    assert [each.read_bytes() for each in files.rglob("*") if each.is_file()] == [CONTENT]
    assert file_of(files, CONTENT).read_bytes() == CONTENT


@pytest.mark.parametrize("wrong", [b"", CONTENT[:5], CONTENT + b"x", b"x" * len(CONTENT)])
def test_a_file_that_is_not_what_its_name_says_is_written_anew(files, wrong):
    path = file_of(files, CONTENT)
    path.parent.mkdir(parents=True)
    path.write_bytes(wrong)

    attachment_files.keep(hash_of(CONTENT), CONTENT)

    assert path.read_bytes() == CONTENT


def test_a_write_that_fails_leaves_no_file(files, monkeypatch):
    def fails(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(attachment_files.os, "fsync", fails)

    with pytest.raises(OSError, match="no space"):
        attachment_files.keep(hash_of(CONTENT), CONTENT)
    assert not [each for each in files.rglob("*") if each.is_file()]


def test_a_storage_that_is_no_folder_gets_a_wrong_file_anew(monkeypatch):
    storage = InMemoryStorage()
    monkeypatch.setattr(attachment_files, "store", lambda: storage)
    attachment_files.keep(hash_of(CONTENT), CONTENT[:3])

    attachment_files.keep(hash_of(CONTENT), CONTENT)

    assert attachment_files.content_of(hash_of(CONTENT)) == CONTENT


@pytest.mark.parametrize("left", [None, b"", CONTENT[:5]])
def test_a_file_that_is_gone_or_cut_is_left_out_and_logged(lrs, files, left):
    uuid = send(lrs, CONTENT)
    send(lrs, OTHER)
    path = file_of(files, CONTENT)
    path.unlink()
    if left is not None:
        path.write_bytes(left)

    with capture_logs() as log:
        listed, parts = given(lrs)

    assert len(listed["statements"]) == 2
    assert parts == [OTHER]
    assert given(lrs, statementId=uuid)[1] == []
    assert {each["sha2"] for each in log if each["event"] == "lrs.attachment_missing"} == {hash_of(CONTENT)}


def test_a_file_that_was_lost_comes_back_with_the_next_statement_that_brings_it(lrs, files):
    send(lrs, CONTENT)
    file_of(files, CONTENT).write_bytes(CONTENT[:5])

    send(lrs, CONTENT)

    assert given(lrs)[1] == [CONTENT]


def test_who_only_tells_of_a_hash_does_not_get_the_file(lrs):
    send(lrs, CONTENT)
    reader = Caller(V1, "statements/write", "statements/read/mine")
    [uuid] = reader.store(said(attachments=[{**told(CONTENT), "fileUrl": "https://example.org/f"}]))

    assert given(reader, statementId=uuid)[1] == []
    assert given(reader)[1] == []
    assert given(lrs)[1] == [CONTENT]


def test_a_page_ends_where_its_files_would_be_more_than_one_request_may_bring(lrs, settings):
    contents = [letter * 1000 for letter in (b"a", b"b", b"b", b"c", b"d")]
    sent = [send(lrs, content) for content in contents]
    settings.XAPI_BODY_LIMIT = 2500

    pages = [given(lrs, ascending="true")]
    while more := pages[-1][0]["more"]:
        pages.append(given(lrs, more))

    assert [each["id"] for listed, _parts in pages for each in listed["statements"]] == sent
    assert [parts for _listed, parts in pages] == [[contents[0], contents[1]], [contents[3], contents[4]]]


def test_a_page_has_one_statement_however_large_its_file_is(lrs, settings):
    sent = [send(lrs, CONTENT), send(lrs, OTHER)]
    settings.XAPI_BODY_LIMIT = 5

    listed, parts = given(lrs, ascending="true")

    assert [each["id"] for each in listed["statements"]] == sent[:1]
    assert parts == [CONTENT]
    assert given(lrs, listed["more"])[1] == [OTHER]
