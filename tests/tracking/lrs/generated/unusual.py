"""Unusual statements, each of them valid: `unusual_statements(version, seed)`."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from tests.tracking.lrs.generated import odd
from tests.tracking.lrs.generated.broken import HEX
from tests.tracking.lrs.generated.whole import INTERACTIONS

Json = dict[str, Any]
COUNT = 5_500
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


@dataclass(frozen=True)
class Unusual:
    body: bytes
    """As a request sends it; each has an id of its own."""
    why: str


def unusual_statements(version: str, seed: int) -> Iterator[Unusual]:
    """More than 5,000: every odd value alone, then as many at once as chance puts together."""
    maker = Maker(version, seed)
    alone = list(maker.one_by_one())
    for number in range(max(COUNT, len(alone))):
        change, why = alone[number] if number < len(alone) else (maker.statement(), "by chance")
        statement = {"id": str(UUID(int=maker.chance.getrandbits(128), version=4)), **maker.plain(), **change}
        yield Unusual(orjson.dumps(statement), why)


class Maker:
    def __init__(self, version: str, seed: int) -> None:
        self.is_old = version.startswith("1.")
        self.chance = random.Random(seed)
        self.times = (*odd.TIMES, *(odd.TIMES_1 if self.is_old else odd.TIMES_2))

    def plain(self) -> Json:
        return {
            "actor": {"mbox": "mailto:anna@example.org"},
            "verb": {"id": "https://example.org/verbs/read"},
            "object": {"id": "https://example.org/books/1"},
        }

    def one_by_one(self) -> Iterator[tuple[Json, str]]:
        for name, values, put in self._places():
            for value in values:
                yield put(value), f"{name} {str(value)[:60]!r}"
        for interaction in INTERACTIONS:
            yield {"object": self.activity(interaction)}, interaction

    def _places(self) -> Iterator[tuple[str, Sequence[Any], Callable[[Any], Json]]]:
        """Where one value stands alone."""
        yield "activity", odd.IRIS, lambda iri: {"object": {"id": iri}}
        yield "verb", odd.IRIS, lambda iri: {"verb": {"id": iri}}
        yield "type", odd.IRIS, lambda iri: {"object": {"id": "a:b", "definition": {"type": iri, "moreInfo": iri}}}
        yield "extension", odd.IRIS, lambda iri: {"context": {"extensions": {iri: iri}}}
        yield "home page", odd.IRIS, lambda iri: {"actor": {"account": {"homePage": iri, "name": iri}}}
        yield "openid", odd.IRIS, lambda iri: {"actor": {"openid": iri}}
        yield "mbox", odd.MAILS, lambda mail: {"actor": {"mbox": mail}}
        yield "language of a verb", odd.TAGS, lambda tag: {"verb": {"id": "a:b", "display": {tag: tag}}}
        yield "language", odd.TAGS, lambda tag: {"context": {"language": tag}}
        yield "duration", odd.DURATIONS, lambda text: {"result": {"duration": text}}
        yield "timestamp", self.times, lambda text: {"timestamp": text}
        yield "stored", self.times, lambda text: {"stored": text}
        yield "reference", odd.UUIDS, lambda uuid: {"object": {"objectType": "StatementRef", "id": uuid}}
        yield "registration", odd.UUIDS, lambda uuid: {"context": {"registration": uuid}}
        yield "response", odd.TEXTS, lambda text: {"result": {"response": text}}
        yield "name", odd.TEXTS, lambda text: {"actor": {"name": text, "mbox": "mailto:anna@example.org"}}
        yield "text", odd.TEXTS, lambda text: {"verb": {"id": "a:b", "display": {"de": text}}}
        yield "raw", odd.NUMBERS, lambda text: {"result": {"score": {"raw": orjson.Fragment(text)}}}
        yield "number", odd.NUMBERS, lambda text: {"result": {"extensions": {"urn:x:y": orjson.Fragment(text)}}}
        yield "scaled", odd.SCALED, lambda text: {"result": {"score": {"scaled": orjson.Fragment(text)}}}
        yield "value", odd.VALUES, lambda value: {"result": {"extensions": {"urn:x:y": value}}}
        yield "empty", ("result", "context"), lambda name: {name: {}}
        yield "version", ("1.0", "1.0.0", "1.0.9", "1.0.3-rc.1"), lambda text: {"version": text}
        yield (
            "voiding",
            odd.UUIDS,
            lambda uuid: {"verb": {"id": VOIDED}, "object": {"objectType": "StatementRef", "id": uuid}},
        )
        if not self.is_old:
            yield "version", ("2.0", "2.0.0", "2.0.1"), lambda text: {"version": text}

    def _some(self, values: Sequence[Any]) -> Any:
        return self.chance.choice(values)

    def _perhaps(self, **values: Callable[[], Any]) -> Json:
        return {name: make() for name, make in values.items() if self.chance.random() < 0.4}

    def iri(self) -> str:
        return self._some(odd.IRIS)

    def text(self) -> str:
        return self._some(odd.TEXTS)

    def texts(self) -> Json:
        return {self._some(odd.TAGS): self.text() for _each in range(self.chance.randint(1, 3))}

    def extensions(self) -> Json:
        return {self.iri(): self._some(odd.VALUES) for _each in range(self.chance.randint(0, 3))}

    def number(self, texts: Sequence[str] = odd.NUMBERS) -> orjson.Fragment:
        return orjson.Fragment(self._some(texts))

    def identifier(self) -> Json:
        return self._some(
            (
                {"mbox": self._some(odd.MAILS)},
                {"mbox_sha1sum": self._some((HEX[:40], HEX[:40].upper()))},
                {"openid": self.iri()},
                {"account": {"homePage": self.iri(), "name": self.text() or "0"}},
            )
        )

    def agent(self, *, typed: bool = False) -> Json:
        told = {"objectType": "Agent"} if typed or self.chance.random() < 0.5 else {}
        return {**told, **self._perhaps(name=self.text), **self.identifier()}

    def group(self) -> Json:
        members = [self.agent() for _each in range(self.chance.randint(1, 4))]
        if self.chance.random() < 0.5:
            return {"objectType": "Group", "member": members, **self._perhaps(name=self.text)}
        return {"objectType": "Group", **self._perhaps(name=self.text, member=lambda: members[1:]), **self.identifier()}

    def actor(self) -> Json:
        return self._some((self.agent, self.group))()

    def activity(self, interaction: str | None = None) -> Json:
        definition = self._perhaps(
            name=self.texts, description=self.texts, type=self.iri, moreInfo=self.iri, extensions=self.extensions
        )
        if interaction:
            definition["interactionType"] = interaction
            definition |= self._perhaps(correctResponsesPattern=lambda: [self.text() for _each in range(3)])
            for name in INTERACTIONS[interaction]:
                definition |= self._perhaps(**{name: self.components})
        told = self._perhaps(objectType=lambda: "Activity")
        return {**told, "id": self.iri(), **({"definition": definition} if definition or told else {})}

    def components(self) -> list[Json]:
        return [{"id": f"{number} {self.text()}", **self._perhaps(description=self.texts)} for number in range(3)]

    def object(self, *, within: bool = False) -> Json:
        kinds: list[Callable[[], Json]] = [
            lambda: self.activity(self._some((None, *INTERACTIONS))),
            lambda: self.agent(typed=True),
            self.group,
            self.reference,
        ]
        return self._some(kinds if within else [*kinds, self.substatement])()

    def reference(self) -> Json:
        return {"objectType": "StatementRef", "id": self._some(odd.UUIDS)}

    def substatement(self) -> Json:
        return {"objectType": "SubStatement", **self.event(within=True)}

    def score(self) -> Json:
        low, high = sorted(self.chance.sample(range(1_000), 2))
        return {
            **self._perhaps(scaled=lambda: self.number(odd.SCALED)),
            **self._perhaps(min=lambda: low, max=lambda: orjson.Fragment(f"{high}.50")),
            **self._perhaps(raw=lambda: self._some((low, high, orjson.Fragment(f"{low}e0")))),
        }

    def result(self) -> Json:
        return self._perhaps(
            score=self.score,
            success=lambda: self._some((True, False)),
            completion=lambda: self._some((True, False)),
            response=self.text,
            duration=lambda: self._some(odd.DURATIONS),
            extensions=self.extensions,
        )

    def activities(self) -> Any:
        found = [self.activity() for _each in range(self.chance.randint(0, 3))]
        return found[0] if len(found) == 1 else found

    def context(self, *, of_activity: bool) -> Json:
        kinds = ("parent", "grouping", "category", "other")
        context = self._perhaps(
            registration=lambda: self._some(odd.UUIDS),
            instructor=self.actor,
            team=self.group,
            contextActivities=lambda: self._perhaps(**dict.fromkeys(kinds, self.activities)),
            language=lambda: self._some(odd.TAGS),
            statement=self.reference,
            extensions=self.extensions,
        )
        if of_activity:
            context |= self._perhaps(revision=self.text, platform=self.text)
        if not self.is_old:
            context |= self._perhaps(
                contextAgents=lambda: [self.related("agent", self.agent()) for _each in range(2)],
                contextGroups=lambda: [self.related("group", self.group())],
            )
        return context

    def related(self, name: str, who: Json) -> Json:
        types = self._perhaps(relevantTypes=lambda: [self.iri(), self.iri()])
        return {"objectType": f"context{name.title()}", name: who, **types}

    def attachment(self) -> Json:
        needed = {
            "usageType": self.iri(),
            "display": self.texts(),
            "contentType": self._some(odd.MEDIA_TYPES),
            "length": self._some((0, 1, 27, 2**53)),
            "sha2": self._some((HEX, HEX.upper(), HEX[:56], HEX + HEX[:32], HEX * 2)),
        }
        return {**needed, "fileUrl": self.iri(), **self._perhaps(description=self.texts)}

    def event(self, *, within: bool) -> Json:
        target = self.object(within=within)
        about_activity = target.get("objectType", "Activity") == "Activity"
        return {
            "actor": self.actor(),
            "verb": {"id": self.iri(), **self._perhaps(display=self.texts)},
            "object": target,
            **self._perhaps(
                result=self.result,
                context=lambda: self.context(of_activity=about_activity),
                timestamp=lambda: self._some(self.times),
                attachments=lambda: [self.attachment() for _each in range(self.chance.randint(0, 2))],
            ),
        }

    def statement(self) -> Json:
        authority = [self.agent, lambda: {"objectType": "Group", "member": [self.agent(), self.agent()]}]
        return {**self.event(within=False), **self._perhaps(authority=self._some(authority))}
