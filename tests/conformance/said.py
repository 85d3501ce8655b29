"""Statements to begin with, and how a case changes them."""

from copy import deepcopy
from typing import Any
from uuid import uuid4

Json = dict[str, Any]
GONE = object()
"""As a value of a change: the property is taken away."""

ANNA = {"objectType": "Agent", "mbox": "mailto:anna@example.org"}
BEN = {"objectType": "Agent", "account": {"homePage": "https://example.org/staff", "name": "ben"}}
TEAM = {"objectType": "Group", "name": "Team", "mbox": "mailto:team@example.org", "member": [ANNA, BEN]}
CREW = {"objectType": "Group", "member": [ANNA, BEN]}
BOOK = {
    "objectType": "Activity",
    "id": "https://example.org/books/1",
    "definition": {
        "name": {"de": "Buch", "en": "Book"},
        "description": {"de": "Ein Buch", "en": "A book"},
        "type": "https://example.org/types/book",
        "moreInfo": "https://example.org/books/1.html",
        "extensions": {"https://example.org/pages": 100},
    },
}
READ = {"id": "https://example.org/verbs/read", "display": {"de": "las", "en": "read"}}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}


def said(**fields: Any) -> Json:
    return deepcopy({"actor": ANNA, "verb": READ, "object": BOOK, **fields})


def nested(statement: Json) -> Json:
    """The same said within another statement."""
    inner = {**statement, "objectType": "SubStatement"}
    return said(actor=BEN, verb={"id": "https://example.org/verbs/planned"}, object=inner)


def reference(uuid: str | None = None) -> Json:
    return {"objectType": "StatementRef", "id": uuid or str(uuid4())}


def voiding(uuid: str) -> Json:
    return said(verb=VOIDED, object=reference(uuid))


def changed(statement: Json, change: Json) -> Json:
    """`change` maps dotted paths to values; what lies on the way is made."""
    result = deepcopy(statement)
    for path, value in change.items():
        *way, last = path.split(".")
        holder = result
        for name in way:
            holder = holder.setdefault(name, {})
        if value is GONE:
            del holder[last]
        else:
            holder[last] = deepcopy(value)
    return result


def interaction(kind: str, **parts: Any) -> Json:
    definition = {"type": "http://adlnet.gov/expapi/activities/cmi.interaction", "interactionType": kind, **parts}
    return {"id": "https://example.org/questions/1", "definition": definition}


def component(name: str, text: str = "Text") -> Json:
    return {"id": name, "description": {"en": text}}


def attachment(**fields: Any) -> Json:
    return {
        "usageType": "https://example.org/usage/certificate",
        "display": {"en": "Certificate"},
        "contentType": "text/plain",
        "length": 4,
        "sha2": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "fileUrl": "https://example.org/certificate.txt",
        **fields,
    }
