"""What a store is asked for: every filter of the statements resource, and what a right answer must hold to."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, pairwise
from typing import Any
from urllib.parse import urlencode

from bench.asking import Answer, Client, Request, Store
from bench.statements import ADL, COMMON_VERB, HOME, NAMES, RARE_ACTIVITY, RARE_PERSON, RARE_VERB, Course, person

Json = dict[str, Any]
Parameters = dict[str, str]
PEOPLE, INSTRUCTORS, COURSES, VERBS = range(10), range(50), range(5), [ADL + name for name in NAMES[:5]]
SURE = 50
"""Statements that are asked for by what stands in them."""
NOTHING = "finds nothing"
PAGES_LOOKED_AT = 20
SAME_MOMENT = timedelta(seconds=1)
"""Writes that run side by side may cross by this much."""


@dataclass(frozen=True)
class Known:
    """Statements that are in the store: some, and when new and old ones were stored."""

    some: Sequence[Json]
    recently: str
    long_ago: str
    has_seldom: bool = False
    """The rare person, verb and activity are surely among them."""


def known(store: Store, some: Sequence[Json] = (), *, has_seldom: bool = False) -> Known:
    """Asks for the newest and the oldest. `some` are others that are known to be there."""
    client = Client(store)
    newest = client.ask("GET", f"{store.url}/statements?limit=100")
    oldest = client.ask("GET", f"{store.url}/statements?limit=100&ascending=true").statements()
    return Known(some or newest.statements()[:SURE], _recently(client, newest), oldest[-1]["stored"], has_seldom)


def _recently(client: Client, newest: Answer) -> str:
    """A moment before the newest were stored; those of one batch were stored at the same."""
    found, latest = newest, newest.statements()[0]["stored"]
    for _page in range(PAGES_LOOKED_AT):
        for statement in found.statements():
            if statement["stored"] != latest:
                return str(statement["stored"])
        if not found.more():
            break
        found = client.ask("GET", found.more())
    return str(latest)


@dataclass(frozen=True)
class Filter:
    name: str
    asked: Sequence[Parameters]
    """In turn."""
    may_be_empty: bool = False
    method: str = "GET"
    resource: str = "statements"
    pages: int = 0
    """Follow `more` so far, instead of asking again."""

    def requests(self, store: Store) -> Iterator[Request]:
        """Without end."""
        for each in cycle(self.asked):
            target = f"{store.url}/{self.resource}{'?' if each else ''}{urlencode(each)}"
            yield Request(self.method, target, partial(self.complaint, each))

    def complaint(self, asked: Parameters, answer: Answer) -> str:
        if self.resource != "statements" or self.method == "HEAD":
            return ""
        found = answer.statements()
        if not found:
            return "" if self.may_be_empty else NOTHING
        if not all(matches(asked, statement) for statement in found):
            return "brings statements that were not asked for"
        stored = [datetime.fromisoformat(statement["stored"]) for statement in found]
        earlier_first = stored if "ascending" in asked else stored[::-1]
        if any(before - after > SAME_MOMENT for before, after in pairwise(earlier_first)):
            return "brings them in another order"
        return ""


def filters(known: Known) -> list[Filter]:
    recent, old = {"since": known.recently}, {"since": known.long_ago, "ascending": "true"}
    until_old = {"until": known.long_ago}
    of_people = [{"agent": agent(each)} for each in PEOPLE]
    with_verb, not_sure = {"verb": COMMON_VERB}, not known.has_seldom
    return [
        Filter("newest 100", [{}]),
        Filter("newest 100, canonical", [{"format": "canonical"}]),
        Filter("newest 100, ids", [{"format": "ids"}]),
        Filter("one by its id", [{"statementId": each["id"]} for each in known.some]),
        Filter("agent", of_people),
        Filter("agent, related", [{"agent": agent(each), "related_agents": "true"} for each in INSTRUCTORS]),
        Filter("agent, seldom", [{"agent": agent(RARE_PERSON)}], may_be_empty=not_sure),
        Filter("agent, unknown", [{"agent": agent(RARE_PERSON + 1)}], may_be_empty=True),
        Filter("verb", [{"verb": each} for each in VERBS]),
        Filter("verb, seldom", [{"verb": RARE_VERB}], may_be_empty=not_sure),
        Filter("activity", [{"activity": Course(each).lesson(0)} for each in COURSES]),
        Filter("activity, related", [related(Course(each).iri) for each in COURSES]),
        Filter("activity, related, in all", [related(f"{HOME}/profile")]),
        Filter("activity, seldom", [{"activity": RARE_ACTIVITY}], may_be_empty=not_sure),
        Filter("registration", [{"registration": each["context"]["registration"]} for each in known.some]),
        Filter("since, recent", [recent]),
        Filter("since, old, ascending", [old]),
        Filter("until, old", [until_old]),
        Filter("since and until", [{"since": known.long_ago, "until": known.recently}]),
        Filter("agent and verb", [each | with_verb for each in of_people], not_sure),
        Filter("agent and verb, hardly met", [each | {"verb": RARE_VERB} for each in of_people], may_be_empty=True),
        Filter("agent and activity", [each | {"activity": Course(0).lesson(0)} for each in of_people], True),
        Filter("agent, since old, ascending", [each | old for each in of_people], not_sure),
        Filter("verb, since recent", [with_verb | recent], not_sure),
        Filter("verb, since old, ascending", [{"verb": each} | old for each in VERBS]),
        Filter("verb, seldom, until old", [{"verb": RARE_VERB} | until_old], may_be_empty=True),
        Filter("more, of all", [{}], pages=30),
        Filter("more, of a verb", [with_verb], pages=30),
        Filter("more, of an agent", [of_people[0]], pages=30),
        Filter("HEAD, newest 100", [{}], method="HEAD"),
        Filter("about", [{}], resource="about"),
    ]


def agent(number: int) -> str:
    return json.dumps(person(number), separators=(",", ":"))


def related(iri: str) -> Parameters:
    return {"activity": iri, "related_activities": "true"}


def matches(asked: Parameters, statement: Json) -> bool:
    """Whether a statement of `bench.statements` belongs into the answer. People there are actors or instructors."""
    return all(_matches(name, value, asked, statement) for name, value in asked.items())


def _matches(name: str, value: str, asked: Parameters, statement: Json) -> bool:
    match name:
        case "statementId":
            return bool(statement["id"] == value)
        case "agent":
            account = json.loads(value)["account"]
            people = [statement["actor"]]
            if "related_agents" in asked:
                people.append(statement["context"].get("instructor", {}))
            return any(each.get("account") == account for each in people)
        case "verb":
            return bool(statement["verb"]["id"] == value)
        case "activity" if "related_activities" in asked:
            around = statement["context"]["contextActivities"]
            return value in {each["id"] for group in around.values() for each in group} | {statement["object"]["id"]}
        case "activity":
            return bool(statement["object"]["id"] == value)
        case "registration":
            return bool(statement["context"]["registration"] == value)
        case "since":
            return datetime.fromisoformat(statement["stored"]) > datetime.fromisoformat(value)
        case "until":
            return datetime.fromisoformat(statement["stored"]) <= datetime.fromisoformat(value)
    return True
