import pytest

from tracking.lrs.canonical import digest

SAID = {
    "actor": {"mbox": "mailto:anna@example.org"},
    "verb": {"id": "https://example.org/verbs/read", "display": {"de": "las"}},
    "object": {"id": "https://example.org/books/1", "definition": {"name": {"de": "Buch"}}},
    "timestamp": "2026-11-23T08:00:00Z",
}
BOOK = {"id": "https://example.org/books/1"}


def holding(value):
    return {**SAID, "result": {"extensions": {"urn:x:y": value}}}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "7d3c1c44-93a5-4f57-9bd5-4f7de5e5ad11", "stored": "2026-11-23T08:00:00Z", "version": "1.0.3"},
        {"timestamp": "2026-11-23T09:00:00+01:00"},
        {"verb": {"id": "https://example.org/verbs/read"}},
        {"object": BOOK},
        {"object": {"objectType": "Activity", **BOOK}},
    ],
)
def test_digest_is_the_same_for_what_says_the_same(change):
    assert digest({**SAID, **change}) == digest(SAID)


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": "2026-11-23T08:00:01Z"},
        {"verb": {"id": "https://example.org/verbs/wrote"}},
        {"result": {"duration": "PT60S"}},
        holding({"display": 1}),
    ],
)
def test_digest_differs_for_what_says_something_else(change):
    assert digest({**SAID, **change}) != digest(SAID)


@pytest.mark.parametrize("name", ["display", "definition", "fileUrl", "timestamp"])
def test_digest_reads_extensions_as_they_are(name):
    assert digest(holding({name: "yesterday"})) != digest(holding({name: "today"}))


def test_digest_knows_no_order_of_members_and_no_fine_durations():
    anna, ben = {"mbox": "mailto:anna@example.org"}, {"objectType": "Agent", "mbox": "mailto:ben@example.org"}
    one = {**SAID, "actor": {"objectType": "Group", "member": [anna, ben]}, "result": {"duration": "PT1.234S"}}
    other = {**SAID, "actor": {"objectType": "Group", "member": [ben, anna]}, "result": {"duration": "PT1.239S"}}

    assert digest(one) == digest(other)
    assert digest({**one, "result": {"duration": "PT1.24S"}}) != digest(one)
