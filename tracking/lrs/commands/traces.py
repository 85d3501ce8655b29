"""Where the store still speaks of an agent that was made unknown: every text is looked through, by whomever it was
sent. Descriptions of activities and verbs are emptied; the rest is told, for somebody to look at."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

import orjson
from django.db import models
from django.db.models import Q

from tracking.lrs.attachment_files import content_of
from tracking.lrs.forgetting import said_of
from tracking.lrs.models import (
    Activity,
    Agent,
    Attachment,
    DeadLetter,
    Document,
    ForwardingTarget,
    Key,
    Statement,
    Verb,
)
from tracking.lrs.transactions import one_transaction

SHORTEST = 4
"""Characters of a name that is looked for: shorter ones stand in every other word."""
SURE = 8
"""Characters of the name of an account that no other word is."""

_TEXTS: tuple[tuple[str, type[models.Model], str, tuple[str, ...]], ...] = (
    ("Statements", Statement, "uuid", ("payload",)),
    ("Activities", Activity, "pk", ("iri", "definition")),
    ("Verbs", Verb, "pk", ("iri", "display")),
    ("Agents", Agent, "pk", ("ifi", "name")),
    ("Dead letters", DeadLetter, "pk", ("reason",)),
    ("Keys", Key, "pk", ("name", "authority_json")),
    ("Forwarding targets", ForwardingTarget, "pk", ("name", "url", "last_error")),
)
_EMPTIED = ((Activity, "definition"), (Verb, "display"))


@dataclass(kw_only=True)
class Traces:
    emptied: int = 0
    places: dict[str, list[str]] = field(default_factory=dict)
    """By kind: ids of statements, SHA-256 of attachments, row ids of the rest."""


def traces_of(*, names: Collection[str], called: Collection[str]) -> Traces:
    """`names` are the agent's identifiers, `called` what people called it. To be asked when all else is done."""
    identifiers = {word for word in said_of(names) if len(word) >= SHORTEST}
    people = {" ".join(name.split()) for name in called}
    people = {name for name in people if len(name) >= SHORTEST}
    if not identifiers | people:
        return Traces()
    sure = {word for word in identifiers if len(word) >= SURE} | {name for name in people if " " in name}
    words = _written(identifiers | people)
    found = Traces(emptied=_empty(_written(sure)))
    for kind, model, identity, texts in _TEXTS:
        rows = model._default_manager.filter(_holds(texts, words)).order_by("pk")
        _note(found, kind, rows.values_list(identity, flat=True).iterator())
    _note(found, "States and profiles", _documents(words))
    _note(found, "Attachments", _attachments(words))
    return found


def _note(found: Traces, kind: str, ids: Iterator[object]) -> None:
    if told := [str(each) for each in ids]:
        found.places[kind] = told


def _written(words: Collection[str]) -> list[str]:
    """As they may stand in a text, in JSON, and in an address."""
    return sorted(
        {
            form
            for word in words
            for form in (word, orjson.dumps(word).decode()[1:-1], json.dumps(word)[1:-1], quote(word, safe=""))
        }
    )


def _holds(texts: Collection[str], words: Collection[str]) -> Q:
    condition = Q()
    for text in texts:
        for word in words:
            condition |= Q(**{f"{text}__icontains": word})
    return condition


@one_transaction
def _empty(sure: Collection[str]) -> int:
    """Only where the word stands by itself: somebody may be called like a part of another word."""
    if not sure:
        return 0
    alone = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sure))})(?!\w)", re.IGNORECASE)
    emptied = 0
    for model, text in _EMPTIED:
        rows = model._default_manager.select_for_update(no_key=True).filter(_holds([text], sure)).order_by("pk")
        ids = [pk for pk, value in rows.values_list("pk", text) if alone.search(value)]
        emptied += model._default_manager.filter(pk__in=ids).update(**{text: "{}"})
    return emptied


def _documents(words: Collection[str]) -> Iterator[int]:
    rows = Document.objects.order_by("pk").values_list("pk", "document_id", "content_type", "content")
    for pk, document_id, content_type, content in rows.iterator():
        if _says(f"{document_id}\n{content_type}", words) or _says(bytes(content).decode(errors="replace"), words):
            yield pk


def _attachments(words: Collection[str]) -> Iterator[str]:
    """One whose file cannot be read is told, too: nobody knows what it says."""
    for sha2 in Attachment.objects.order_by("pk").values_list("sha2", flat=True).iterator():
        try:
            text = content_of(sha2).decode(errors="replace")
        except OSError:
            yield f"{sha2} (unreadable)"
            continue
        if _says(text, words):
            yield sha2


def _says(text: str, words: Collection[str]) -> bool:
    text = text.casefold()
    return any(word.casefold() in text for word in words)
