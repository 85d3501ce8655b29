"""Statements as a learning platform sends them, about 1 KB each: the n-th is the same on every machine.

Skewed as in life: few people, verbs and activities come often, most come seldom, and one of each hardly ever.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

SEED = 20260101
HOME = "https://lernen.example.org"
PEOPLE, COURSES, LESSONS = 20_000, 200, 12
RARE_EVERY = 10_000
"""One statement in so many is of the rare person, one of the rare verb, one about the rare activity."""
FIRST_DAY = datetime(2024, 1, 8, 6, tzinfo=UTC)
MINUTES = 900_000
ADL = "http://adlnet.gov/expapi/verbs/"
VERBS = {
    "experienced": ("angesehen", 40),
    "answered": ("beantwortet", 20),
    "progressed": ("vorangekommen", 14),
    "completed": ("abgeschlossen", 8),
    "initialized": ("begonnen", 6),
    "passed": ("bestanden", 5),
    "terminated": ("beendet", 3),
    "failed": ("nicht bestanden", 2),
    "interacted": ("bedient", 1),
    "suspended": ("unterbrochen", 1),
}
RARE_VERB = f"{ADL}waived"
COMMON_VERB = f"{ADL}experienced"
NAMES = list(VERBS)
WEIGHTS = [weight for _german, weight in VERBS.values()]
ABOUT = "Grundlagen, Beispiele und Übungen aus der täglichen Arbeit einer Behörde, in kurzen Schritten mit Rückmeldung."


@dataclass(frozen=True)
class Course:
    number: int

    @property
    def iri(self) -> str:
        return f"{HOME}/kurse/kurs-{self.number:03}"

    def lesson(self, number: int) -> str:
        return f"{self.iri}/lektion-{number:02}"


RARE_ACTIVITY = f"{HOME}/kurse/sonderkurs"


def person(number: int) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": HOME, "name": f"person-{number:06}"}}


RARE_PERSON = PEOPLE


def registration(person_number: int, course: int) -> str:
    return str(UUID(int=person_number << 96 | course << 80 | 4 << 76 | 8 << 60 | SEED, version=4))


def statement(number: int, *, seed: int = SEED) -> dict[str, Any]:
    chance = random.Random(seed * 1_000_003 + number)
    who = int(PEOPLE * chance.random() ** 3)
    course = Course(int(COURSES * chance.random() ** 2))
    lesson = int(LESSONS * chance.random() ** 1.5)
    name = chance.choices(NAMES, WEIGHTS)[0]
    verb = {"id": ADL + name, "display": {"de-DE": VERBS[name][0], "en-US": name}}
    about = course.lesson(lesson)
    match number % RARE_EVERY:
        case 1_111:
            who = RARE_PERSON
        case 2_222:
            verb = {"id": RARE_VERB, "display": {"de-DE": "erlassen", "en-US": "waived"}}
        case 3_333:
            about = RARE_ACTIVITY
    made: dict[str, Any] = {
        "id": str(UUID(int=chance.getrandbits(128), version=4)),
        "actor": person(who),
        "verb": verb,
        "object": {
            "objectType": "Activity",
            "id": about,
            "definition": {
                "type": "http://adlnet.gov/expapi/activities/lesson",
                "name": {"de-DE": f"Kurs {course.number}, Lektion {lesson}"},
                "description": {"de-DE": ABOUT},
            },
        },
        "context": {
            "registration": registration(who, course.number),
            "platform": "Lernhafen",
            "language": "de-DE",
            "contextActivities": {
                "parent": [{"objectType": "Activity", "id": course.iri}],
                "grouping": [{"objectType": "Activity", "id": f"{HOME}/programme/{course.number % 7}"}],
                "category": [{"objectType": "Activity", "id": f"{HOME}/profile"}],
            },
            "extensions": {f"{HOME}/ext/edition": 1 + lesson % 3},
        },
        "timestamp": (FIRST_DAY + timedelta(minutes=chance.randrange(MINUTES), milliseconds=number % 997)).isoformat(),
    }
    if number % 10 == 0:
        made["context"]["instructor"] = person(number // 10 % 50)
    if name in {"answered", "passed", "failed", "completed"}:
        raw = chance.randrange(21)
        made["result"] = {
            "score": {"scaled": raw / 20, "raw": raw, "min": 0, "max": 20},
            "success": name != "failed",
            "completion": name == "completed",
            "duration": f"PT{chance.randrange(1, 30)}M{chance.randrange(60)}S",
        }
    return made


def statements(first: int, count: int, *, seed: int = SEED) -> Iterator[dict[str, Any]]:
    return (statement(number, seed=seed) for number in range(first, first + count))
