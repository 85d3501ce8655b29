"""Invented colleagues: the same names in the same places on every machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from slugify import slugify

from learning.accounts.demo import DOMAIN
from learning.organisation.demo.land import PLACES, Place
from learning.organisation.enums import UnitKind

FIRST_NAMES = [
    "Aaltje",
    "Ahmet",
    "Aleksandra",
    "Almut",
    "Andreas",
    "Anja",
    "Antje",
    "Arne",
    "Ayla",
    "Bente",
    "Birgit",
    "Björn",
    "Britta",
    "Carsten",
    "Claudia",
    "Clemens",
    "Dagmar",
    "Daniel",
    "Dilan",
    "Dirk",
    "Dörte",
    "Eike",
    "Elena",
    "Enno",
    "Erkan",
    "Fatma",
    "Fenja",
    "Frauke",
    "Friederike",
    "Gerd",
    "Gesa",
    "Hanna",
    "Harm",
    "Heike",
    "Henrik",
    "Ilka",
    "Imke",
    "Ines",
    "Ingo",
    "Isabel",
    "Jan",
    "Janina",
    "Jens",
    "Jonas",
    "Jörg",
    "Jule",
    "Karin",
    "Katja",
    "Keno",
    "Kerstin",
    "Kirsten",
    "Lars",
    "Leyla",
    "Linus",
    "Maike",
    "Malte",
    "Marek",
    "Maren",
    "Marten",
    "Merle",
    "Mohamed",
    "Nele",
    "Nadine",
    "Niklas",
    "Ole",
    "Olga",
    "Onno",
    "Pia",
    "Rainer",
    "Renate",
    "Rieke",
    "Sabine",
    "Samira",
    "Sönke",
    "Silke",
    "Stefan",
    "Svenja",
    "Swantje",
    "Tanja",
    "Thies",
    "Tjark",
    "Torben",
    "Ulrike",
    "Uwe",
    "Vera",
    "Wiebke",
    "Yasemin",
]
LAST_NAMES = [
    "Ahlers",
    "Albers",
    "Andresen",
    "Arslan",
    "Behrens",
    "Bohlen",
    "Boysen",
    "Brodersen",
    "Bruns",
    "Carstens",
    "Christiansen",
    "Claußen",
    "Demir",
    "Detlefsen",
    "Diercks",
    "Ehlers",
    "Eggers",
    "Feddersen",
    "Fischer",
    "Friedrichs",
    "Gerdes",
    "Görlitz",
    "Grabowski",
    "Hansen",
    "Harms",
    "Hinrichs",
    "Hoffmann",
    "Ibrahim",
    "Jacobsen",
    "Janßen",
    "Jürgens",
    "Kaya",
    "Ketelsen",
    "Kowalski",
    "Krüger",
    "Kruse",
    "Lorenzen",
    "Lüth",
    "Mahler",
    "Martens",
    "Matthiesen",
    "Meinert",
    "Nissen",
    "Nowak",
    "Oltmanns",
    "Özdemir",
    "Paulsen",
    "Peters",
    "Poppinga",
    "Rathjen",
    "Reimers",
    "Rickmers",
    "Sander",
    "Schröder",
    "Sievers",
    "Stahl",
    "Steen",
    "Tamm",
    "Thomsen",
    "Tietjen",
    "Uhlig",
    "Voß",
    "Wagner",
    "Wegener",
    "Weiß",
    "Wilken",
    "Witt",
    "Yıldız",
    "Zander",
]
MOVED_EVERY = 6
"""One in six has worked somewhere else before."""


@dataclass(frozen=True)
class Colleague:
    first_name: str
    last_name: str
    email: str
    places: tuple[tuple[str, date, date | None], ...]
    """(unit code, first day, last day) in order; the last one is open."""


def colleagues(today: date) -> Iterator[Colleague]:
    """About 160 people with where they have worked, ending in the place where they work today."""
    chance = Random("Küstenland")  # noqa: S311 -- invents people, keeps no secret
    names = [(first, last) for first in FIRST_NAMES for last in LAST_NAMES]
    chance.shuffle(names)
    units = [place.code for place in PLACES if place.kind is UnitKind.UNIT]
    taken: set[str] = set()
    for place in PLACES:
        for _ in range(place.people):
            first, last = unused_name(names, taken)
            yield Colleague(first, last, address(first, last), history(place, units, today, chance))


def unused_name(names: list[tuple[str, str]], taken: set[str]) -> tuple[str, str]:
    while True:
        first, last = names.pop()
        if last not in taken or len(taken) == len(LAST_NAMES):
            taken.add(last)
            return first, last


def address(first: str, last: str) -> str:
    umlauts = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ö", "oe")]
    return f"{slugify(first, replacements=umlauts)}.{slugify(last, replacements=umlauts)}@{DOMAIN}"


def history(place: Place, units: list[str], today: date, chance: Random) -> tuple[tuple[str, date, date | None], ...]:
    started = today - timedelta(days=chance.randint(400, 3600))
    if chance.randrange(MOVED_EVERY):
        return ((place.code, started, None),)
    moved = today - timedelta(days=chance.randint(30, 390))
    before = chance.choice([code for code in units if code != place.code])
    return ((before, started, moved - timedelta(days=1)), (place.code, moved, None))
