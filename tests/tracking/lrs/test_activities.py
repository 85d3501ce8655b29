"""/activities: what is known of one activity."""

from typing import Any

import pytest

from tests.tracking.lrs.calls import VERSIONS, Call, calling
from tracking.lrs.models import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
BOOK = "https://example.org/book"


@pytest.fixture(params=VERSIONS)
def call(request: pytest.FixtureRequest) -> Call:
    return calling("all", version=request.param)


def defined(call: Call, **definition: Any) -> None:
    said = {
        "actor": {"mbox": "mailto:anna@example.org"},
        "verb": {"id": "https://example.org/read"},
        "object": {"id": BOOK, "definition": definition},
    }
    assert call("POST", "statements", said).status_code == 200


def test_definitions_of_statements_become_one(call):
    defined(call, name={"en": "Book"}, type="https://example.org/kind")
    defined(call, name={"fr": "Livre"})

    answer = call("GET", "activities", activityId=BOOK)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    definition = {"name": {"en": "Book", "fr": "Livre"}, "type": "https://example.org/kind"}
    assert answer.json() == {"objectType": "Activity", "id": BOOK, "definition": definition}


def test_an_unknown_activity_is_one_of_which_only_the_id_is_known(call):
    answer = call("GET", "activities", activityId=BOOK)

    assert (answer.status_code, answer.json()) == (200, {"objectType": "Activity", "id": BOOK})
    assert not Activity.objects.filter(iri=BOOK).exists()


@pytest.mark.parametrize("iri", ["1", "true", "", "no IRI"])
def test_what_is_no_iri_is_refused(call, iri):
    answer = call("GET", "activities", activityId=iri)

    assert (answer.status_code, answer.json()["path"]) == (400, "activityId")


def test_the_activity_must_be_given_and_nothing_else(call):
    assert call("GET", "activities").json()["path"] == "activityId"
    assert call("GET", "activities", activityId=BOOK, agent="{}").json()["path"] == "agent"


@pytest.mark.parametrize(
    ("scope", "status"),
    [("statements/read/mine", 200), ("state", 200), ("profile", 200), ("all/read", 200), ("define", 403)],
)
def test_any_key_that_reads_may_ask(scope, status):
    assert calling(scope)("GET", "activities", activityId=BOOK).status_code == status
