"""Many writers of one document: each sees what the one before it wrote. Real threads, real transactions."""

import os
from collections.abc import Callable
from functools import partial

import orjson
import pytest

from tracking.lrs.commands.documents import delete_document, delete_documents, merge_document, put_document
from tracking.lrs.documents import Place, document_at, listed_at
from tracking.lrs.models import Document, DocumentKind
from tracking.lrs.protocol.errors import XapiError
from tracking.lrs.protocol.preconditions import Preconditions
from tracking.lrs.protocol.versions import Version

pytestmark = pytest.mark.postgresql
THREADS = 5
POSTS = 20
"""Of each thread."""
ROUNDS = range(5 if os.environ.get("PROVE") else 1)
JSON = "application/json"
STATE = Place(
    kind=DocumentKind.STATE,
    activity="https://example.org/book",
    agent={"mbox": "mailto:anna@example.org"},
    document_id="bookmark",
)
PROFILE = Place(kind=DocumentKind.ACTIVITY_PROFILE, activity="https://example.org/book", document_id="bookmark")
NOTHING, ONLY_NEW = Preconditions(None, None, Version.V2), Preconditions(None, "*", Version.V2)


def post_each(names: list[str], place: Place = STATE) -> None:
    for name in names:
        merge_document(place=place, content=orjson.dumps({name: 1}), content_type=JSON, check=NOTHING.check)


def refused(change: Callable[[], None]) -> int:
    """The status, 0 where the change went through."""
    try:
        change()
    except XapiError as error:
        return error.status
    return 0


def content(place: Place = STATE) -> dict[str, int]:
    document = document_at(place)
    assert document is not None
    values: dict[str, int] = orjson.loads(bytes(document.content))
    return values


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_hundred_posts_at_once_lose_no_key(at_once, _round):
    names = [[f"{thread}-{number}" for number in range(POSTS)] for thread in range(THREADS)]

    at_once(*(partial(post_each, part) for part in names))

    assert sorted(content()) == sorted(name for part in names for name in part)
    assert Document.objects.count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_first_posts_of_one_document_all_arrive(at_once, _round):
    """Nobody has anything to lock yet: the agent, the activity and the document are all new."""
    for number in range(POSTS):
        place = Place(**{**vars(STATE), "agent": {"mbox": f"mailto:{number}@example.org"}})

        at_once(*(partial(post_each, [f"{thread}"], place) for thread in range(THREADS)))

        assert sorted(content(place)) == [str(thread) for thread in range(THREADS)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_of_those_who_saw_the_same_wins(at_once, _round):
    post_each(["0"], PROFILE)
    for number in range(1, POSTS):
        before = document_at(PROFILE)
        seen = Preconditions(before.etag if before else "", None, Version.V2)

        def put(thread: int, *, number: int = number, seen: Preconditions = seen) -> int:
            body = orjson.dumps({"by": thread, "number": number})
            return refused(partial(put_document, place=PROFILE, content=body, content_type=JSON, check=seen.check))

        results = at_once(*(partial(put, thread) for thread in range(THREADS)))

        assert sorted(results) == [0, *[412] * (THREADS - 1)]
        assert content(PROFILE) == {"by": results.index(0), "number": number}


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_of_those_who_saw_nothing_wins(at_once, _round):
    for number in range(POSTS):
        place = Place(**{**vars(PROFILE), "document_id": f"{number}"})

        def put(thread: int, *, place: Place = place) -> int:
            body = orjson.dumps({"by": thread})
            return refused(partial(put_document, place=place, content=body, content_type=JSON, check=ONLY_NEW.check))

        results = at_once(*(partial(put, thread) for thread in range(THREADS)))

        assert sorted(results) == [0, *[412] * (THREADS - 1)]
        assert content(place) == {"by": results.index(0)}


@pytest.mark.parametrize("_round", ROUNDS)
def test_deleting_beside_writing_disturbs_nobody(at_once, _round):
    every_state = Place(**{**vars(STATE), "document_id": None})

    def delete_one() -> None:
        for _number in range(POSTS):
            delete_document(place=STATE, check=NOTHING.check)

    def delete_all() -> None:
        for _number in range(POSTS):
            delete_documents(place=every_state)

    writers = [partial(post_each, [f"{thread}-{number}" for number in range(POSTS)]) for thread in range(3)]
    at_once(*writers, delete_one, delete_all)
    post_each(["last"])

    assert listed_at(every_state).ids == ["bookmark"]
    assert content()["last"] == 1
