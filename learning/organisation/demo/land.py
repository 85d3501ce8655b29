from dataclasses import dataclass

from learning.organisation.enums import Role, UnitKind

LAND, MINISTRY, AGENCY, DEPARTMENT, UNIT = UnitKind


@dataclass(frozen=True)
class Place:
    """A unit of the demo; `people` is how many invented colleagues work directly in it."""

    code: str
    parent: str
    kind: UnitKind
    name: str
    people: int = 0


PLACES = (
    Place("KL", "", LAND, "Land Küstenland"),
    Place("MID", "KL", MINISTRY, "Ministerium für Inneres und Digitales", 2),
    Place("MID-1", "MID", DEPARTMENT, "Abteilung 1 Zentrale Dienste", 1),
    Place("MID-110", "MID-1", UNIT, "Referat 110 Personal", 11),
    Place("MID-120", "MID-1", UNIT, "Referat 120 Haushalt", 6),
    Place("MID-4", "MID", DEPARTMENT, "Abteilung 4 Digitales", 1),
    Place("MID-410", "MID-4", UNIT, "Referat 410 IT-Steuerung", 13),
    Place("MID-420", "MID-4", UNIT, "Referat 420 Onlinezugang", 11),
    Place("MID-430", "MID-4", UNIT, "Referat 430 Informationssicherheit", 5),
    Place("LAK", "MID", AGENCY, "Landesamt Küstental", 1),
    Place("LAK-1", "LAK", DEPARTMENT, "Abteilung 1 Zentrale Dienste", 1),
    Place("LAK-11", "LAK-1", UNIT, "Referat 11 Personal und Fortbildung", 6),
    Place("LAK-12", "LAK-1", UNIT, "Referat 12 Haushalt", 5),
    Place("LAK-3", "LAK", DEPARTMENT, "Abteilung 3 Bürgerdienste", 1),
    Place("LAK-31", "LAK-3", UNIT, "Referat 31 Vereine und Ehrenamt", 12),
    Place("LAK-32", "LAK-3", UNIT, "Referat 32 Digitale Anträge", 12),
    Place("MWK", "KL", MINISTRY, "Ministerium für Wirtschaft und Küstenschutz", 2),
    Place("MWK-1", "MWK", DEPARTMENT, "Abteilung 1 Zentrale Dienste", 1),
    Place("MWK-110", "MWK-1", UNIT, "Referat 110 Personal", 7),
    Place("MWK-120", "MWK-1", UNIT, "Referat 120 Haushalt", 6),
    Place("MWK-2", "MWK", DEPARTMENT, "Abteilung 2 Wirtschaft", 1),
    Place("MWK-210", "MWK-2", UNIT, "Referat 210 Förderung", 14),
    Place("MWK-220", "MWK-2", UNIT, "Referat 220 Häfen und Handel", 11),
    Place("LKS", "MWK", AGENCY, "Landesamt für Küstenschutz", 1),
    Place("LKS-1", "LKS", DEPARTMENT, "Abteilung 1 Deiche und Dünen", 1),
    Place("LKS-11", "LKS-1", UNIT, "Referat 11 Deichbau", 13),
    Place("LKS-12", "LKS-1", UNIT, "Referat 12 Vermessung", 7),
)


@dataclass(frozen=True)
class Post:
    """Where a demo account works, since how many days, and which roles it holds (None: for the whole platform)."""

    unit: str
    days: int
    roles: tuple[tuple[Role, str | None], ...] = ()


POSTS = {
    "lena": Post("LAK-32", 24),
    "max": Post("LAK-32", 1900, ((Role.LEAD, "LAK-32"),)),
    "tom": Post("LAK-11", 1400, ((Role.TRAINER, "LAK"),)),
    "petra": Post("MID-110", 2300, ((Role.HR, "MID"),)),
    "paul": Post("MID-110", 1700, ((Role.HR, "KL"),)),
    "dora": Post("MID-1", 1100, ((Role.DATA_PROTECTION, None),)),
    "karl": Post("MID-420", 2600, ((Role.STAFF_COUNCIL, "MID"),)),
    "admin": Post("MID-430", 900, ((Role.ADMIN, None),)),
}
