"""Bad statements, each with one thing wrong: `bad_statements(version, seed)`."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any

from tests.tracking.lrs.generated.broken import UUID, broken
from tests.tracking.lrs.generated.nodes import changes, plain
from tests.tracking.lrs.generated.whole import (
    ATTACHMENT,
    IDENTIFIERS,
    INTERACTIONS,
    REFERENCE,
    activity,
    agent,
    group,
    statement,
    statements,
    substatement,
)

Json = dict[str, Any]
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
IDS = {name: plain(each) for name, each in IDENTIFIERS.items()}
AGENT, GROUP, REF = plain(agent("mbox")), plain(group()), plain(REFERENCE)
GOOD = plain(statement())
SUB = plain(substatement())


@dataclass(frozen=True)
class Bad:
    body: bytes
    """As a request sends it."""
    why: str


def bad_statements(version: str, seed: int) -> Iterator[Bad]:
    """More than 6,000, no two the same, in an order that goes by the seed."""
    found: dict[bytes, str] = {}
    for value, why in chain(_put_wrong(version), _against_the_structure(version)):
        found.setdefault(json.dumps(value, ensure_ascii=False).encode(), why)
    for body, why in _no_json():
        found.setdefault(body, why)
    order = list(found.items())
    random.Random(seed).shuffle(order)
    return (Bad(body, why) for body, why in order)


def _put_wrong(version: str) -> Iterator[tuple[Any, str]]:
    for each in statements(version):
        for _place, value, why in changes(each, broken(version)):
            if value != []:  # over HTTP, a batch of none
                yield value, why


def _against_the_structure(version: str) -> Iterator[tuple[Json, str]]:
    for change, why in chain(
        _actors(), _objects(), _interactions(), _scores(), _contexts(version), _authorities(), _voiding()
    ):
        yield {**GOOD, **change}, why
        if not {"authority", "object"} & set(change):
            yield {**GOOD, "object": {**SUB, **change}}, f"in a sub-statement: {why}"


def _bad_actors() -> Iterator[tuple[Json, str]]:
    for count in (2, 3, 4):
        for names in combinations(IDS, count):
            given = {name: IDS[name] for name in names}
            yield {"objectType": "Agent", **given}, f"an agent with {names}"
            yield {"objectType": "Group", **given}, f"a group with {names}"
            yield {"objectType": "Group", "member": [AGENT], **given}, f"a group of members with {names}"
            yield {"objectType": "Group", "member": [{**given}]}, f"a member with {names}"
    yield {"objectType": "Agent"}, "an agent without identifier"
    yield {"objectType": "Agent", "name": "Anna"}, "an agent with a name only"
    yield {"objectType": "Group"}, "a group of nobody"
    yield {"objectType": "Group", "member": []}, "a group of no members"
    yield {"objectType": "Group", "name": "Wir", "member": AGENT}, "a member that is no list"
    yield {"objectType": "Group", "member": [GROUP]}, "a group in a group"
    yield {"objectType": "Group", "member": [AGENT, {"objectType": "Group", **IDS}]}, "a named group in a group"
    for by, identifier in IDS.items():
        yield {"objectType": "Group", by: identifier, "member": [GROUP]}, f"a group in a group with {by}"
        yield {"objectType": "Agent", by: identifier, "member": [AGENT]}, f"an agent by {by} with members"
        yield {"objectType": "Activity", by: identifier}, f"an activity with {by}"
        yield {"objectType": "Group", by: identifier, "member": [{"name": "Anna"}]}, f"a member without one, by {by}"


def _actors() -> Iterator[tuple[Json, str]]:
    for actor, why in _bad_actors():
        yield {"actor": actor}, f"actor: {why}"
        yield {"object": actor}, f"object: {why}"
        yield {"authority": actor}, f"authority: {why}"
        yield {"context": {"instructor": actor}}, f"instructor: {why}"
        yield {"context": {"team": actor}}, f"team: {why}"
        yield {"object": {**SUB, "object": actor}}, f"object of a sub-statement: {why}"


def _objects() -> Iterator[tuple[Json, str]]:
    for name, value in {
        "id": UUID,
        "stored": "2026-11-23T08:00:00Z",
        "version": "1.0.0",
        "authority": AGENT,
        "Id": UUID,
    }.items():
        yield {"object": {**SUB, name: value}}, f"a sub-statement with {name}"
        yield {"object": {**SUB, "object": REF, name: value}}, f"a sub-statement about a reference with {name}"
    yield {"object": {**SUB, "object": SUB}}, "a sub-statement in a sub-statement"
    yield {"object": {**SUB, "object": {**SUB, "object": REF}}}, "a sub-statement about a reference in another"
    untyped = {"agent": AGENT, "group": GROUP, "reference": REF, "sub-statement": SUB}
    for name, value in untyped.items():
        without = {key: each for key, each in value.items() if key != "objectType"}
        yield {"object": without}, f"the object is a {name} without its type"
        yield {"object": {**SUB, "object": without}}, f"the object of a sub-statement is a {name} without its type"
        for wrong in set(untyped) - {name}:
            kind = untyped[wrong]["objectType"]
            if (name, wrong) == ("agent", "group"):
                continue  # an identified group
            yield {"object": {**value, "objectType": kind}}, f"the object is a {name} with the type {kind}"
        yield {"object": {**value, "definition": {}}}, f"a {name} with a definition"
        yield {"context": {"contextActivities": {"parent": [value]}}}, f"a {name} as context activity"
    for number in range(40):
        yield {"object": {**REF, "id": f"https://example.org/{number}"}}, "a reference to an IRI"


def _interactions() -> Iterator[tuple[Json, str]]:
    lists = ("choices", "scale", "source", "target", "steps")
    for interaction, own in INTERACTIONS.items():
        about = plain(activity(interaction))
        for name in set(lists) - set(own):
            definition = {**about["definition"], name: [{"id": "a"}]}
            yield {"object": {**about, "definition": definition}}, f"{interaction} with {name}"
            parents = {"parent": [{**about, "definition": definition}]}
            yield {"context": {"contextActivities": parents}}, f"{interaction} with {name} in the context"
        for name in own:
            for twice in (
                [{"id": "a"}, {"id": "a"}],
                [{"id": "a"}, {"id": "b"}, {"id": "b", "description": {"de": ""}}],
            ):
                definition = {**about["definition"], name: twice}
                yield {"object": {**about, "definition": definition}}, f"{interaction} with two equal ids in {name}"
    for name in (*lists, "correctResponsesPattern"):
        definition: Json = {name: ["a"] if name == "correctResponsesPattern" else [{"id": "a"}]}
        yield {"object": {"id": "urn:x:y", "definition": definition}}, f"{name} without an interaction type"
        yield {"object": {"id": "urn:x:y", "definition": {name: []}}}, f"an empty {name} without an interaction type"


def _scores() -> Iterator[tuple[Json, str]]:
    for number in range(40):
        low, high = number - 20, number - 20 + 0.5 + number
        for score in (
            {"min": high, "max": low},
            {"min": low, "max": low},
            {"raw": low - 0.25, "min": low},
            {"raw": high + 0.25, "max": high},
            {"raw": high + 1, "min": low, "max": high},
            {"raw": low - 1, "min": low, "max": high},
            {"scaled": 1.001 + number},
            {"scaled": -1.001 - number},
        ):
            yield {"result": {"score": score}}, f"the score {score}"


def _contexts(version: str) -> Iterator[tuple[Json, str]]:
    for target in (AGENT, GROUP, REF, SUB):
        for context in ({"revision": "1"}, {"platform": "x"}, {"revision": "", "language": "de"}):
            kind = target["objectType"]
            yield {"object": target, "context": context}, f"{context} about {kind}"
            if kind != "SubStatement":
                inner = {**SUB, "object": target, "context": context}
                yield {"object": inner}, f"{context} about {kind} in a sub-statement"
    for name in ("Parent", "above", "parents", "sibling", "", "https://example.org/x"):
        yield {"context": {"contextActivities": {name: [plain(activity())]}}}, f"a context activity as {name!r}"
    if version.startswith("1."):
        for name in ("agent", "group"):
            place = {"objectType": f"context{name.title()}", name: AGENT if name == "agent" else GROUP}
            for value in ([], [place], place):
                yield {"context": {f"context{name.title()}s": value}}, f"context {name}s in 1.0"


def _authorities() -> Iterator[tuple[Json, str]]:
    people = [plain(agent(by)) for by in IDS]
    for count in (0, 1, 3, 4):
        for some in combinations(people, count):
            yield {"authority": {"objectType": "Group", "member": list(some)}}, f"an authority of {count}"
    for name, value in IDS.items():
        yield {"authority": {"objectType": "Group", "member": people[:2], name: value}}, "an authority that is named"
        yield {"authority": {"objectType": "Group", name: value}}, "an authority that is a named group"


def _voiding() -> Iterator[tuple[Json, str]]:
    verb = {"id": VOIDED, "display": {"en": "voided"}}
    targets = [AGENT, GROUP, SUB, {**SUB, "object": REF}, *(plain(activity(each)) for each in INTERACTIONS)]
    for target in targets:
        yield {"verb": verb, "object": target}, f"voiding an object of type {target.get('objectType')}"
    yield {"verb": verb, "object": {"id": UUID}}, "voiding without a type"
    yield {"verb": verb, "object": {"objectType": "StatementRef"}}, "voiding nothing"
    for name in ATTACHMENT.required:
        rest = {key: value for key, value in plain(ATTACHMENT).items() if key != name}
        yield {"verb": verb, "object": REF, "attachments": [rest]}, f"voiding with an attachment without {name}"


def _no_json() -> Iterator[tuple[bytes, str]]:
    body = json.dumps(GOOD, ensure_ascii=False).encode()
    for number in range(0, len(body) - 1, 7):
        yield body[:number], f"cut off after {number} bytes"
    for name in GOOD:
        yield body[:-1] + f',"{name}":{json.dumps(GOOD[name])}}}'.encode(), f"{name} comes twice"
    extra = b',"result":{"extensions":{"urn:x:y":%s}}}'
    for value in (
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e999",
        b"-1e999",
        b"9" * 400,
        b"01",
        b"+1",
        b".5",
        b"1.",
        b"0x1",
    ):
        yield body[:-1] + extra % value, f"the number {value[:20]!r}"
    for value in (
        b'"\\ud800"',
        b'"\xff"',
        b'"\\x"',
        b'"a\nb"',
        b"'a'",
        b'"a',
        b"undefined",
        b"True",
        b"[1,]",
        b'{"a":1,}',
    ):
        yield body[:-1] + extra % value, f"the value {value!r}"
    for value in (
        b'{"a":1,"a":1}',
        b'[{"b":{"a":1,"\\u0061":2}}]',
        b"[" * 120 + b"]" * 120,
        b'{"a":' * 99 + b"1" + b"}" * 99,
    ):
        yield body[:-1] + extra % value, f"the value {value[:30]!r}"
    yield b"\xef\xbb\xbf" + body, "a byte order mark"
    yield body + body, "two statements without a list"
    yield body.decode().encode("utf-16"), "UTF-16"
