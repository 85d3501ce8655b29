"""Who sees what about a learner, as "Was andere über mich sehen" lists it.

A test holds every model that the personal-data registry knows against this table, so that no new record stays unsaid.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from learning.organisation.enums import Role


class Sight(Enum):
    """What a role sees: icon, class, words."""

    NO = ("minus", "no", _("nein"))
    SUM = ("sum", "", _("nur Summe, ohne Namen"))
    BARE = ("eye", "", _("ohne Person und Ergebnis"))
    YES = ("eye", "yes", _("ja"))

    @property
    def icon(self) -> str:
        return self.value[0]

    @property
    def css(self) -> str:
        return self.value[1]

    @property
    def words(self) -> str | Promise:
        return self.value[2]


NO, SUM, BARE, YES = Sight.NO, Sight.SUM, Sight.BARE, Sight.YES
ROLES = (Role.LEAD, Role.HR, Role.TRAINER, Role.STAFF_COUNCIL, Role.DATA_PROTECTION, Role.ADMIN)
PLATFORM = format_lazy(_("Plattform{hyphen}verwaltung"), hyphen="\N{SOFT HYPHEN}")
HEADS = tuple(PLATFORM if role is Role.ADMIN else role.label for role in ROLES)
"""The roles as the table's narrow columns name them; browsers without a German dictionary need to be told where to
break the longest one."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that is kept of a person. `sights` in the order of ROLES; `models` are the records it speaks of."""

    what: str | Promise
    detail: str | Promise
    sights: tuple[Sight, ...]
    models: tuple[str, ...]

    @property
    def is_for_nobody(self) -> bool:
        return set(self.sights) == {NO}

    @property
    def cells(self) -> list[tuple[Role, Sight]]:
        return list(zip(ROLES, self.sights, strict=True))


@dataclass(frozen=True, kw_only=True)
class Group:
    title: str | Promise
    rows: tuple[Row, ...]


GROUPS = (
    Group(
        title=_("Beim Lernen"),
        rows=(
            Row(
                what=_("Antworten und Versuche"),
                detail=_("auch richtige, auch angefangene"),
                sights=(NO, NO, NO, NO, NO, NO),
                models=("attempts.Answer", "attempts.Draft", "progress.QuestionProgress"),
            ),
            Row(
                what=_("Lesezeichen und Uhrzeiten"),
                detail=_("wo und wann Sie lernen"),
                sights=(NO, NO, NO, NO, NO, NO),
                models=("enrolment.Bookmark", "attempts.LessonRun"),
            ),
            Row(
                what=_("Stand in den Lektionen"),
                detail=_("neu, begonnen, verstanden"),
                sights=(NO, NO, NO, NO, NO, NO),
                models=("progress.LessonProgress",),
            ),
        ),
    ),
    Group(
        title=_("Kurse"),
        rows=(
            Row(
                what=_("Begonnene und abgeschlossene Kurse"),
                detail=_("in Berichten über ganze Bereiche, geschützt vor dem Herausrechnen"),
                sights=(NO, SUM, NO, SUM, SUM, NO),
                models=("enrolment.Enrolment", "progress.CourseProgress"),
            ),
            Row(
                what=_("Lernnachweise (xAPI)"),
                detail=_("unter einem zufälligen Schlüssel, ohne Namen; so bekommen sie auch angeschlossene Systeme"),
                sights=(NO, NO, NO, NO, BARE, BARE),
                models=(
                    *("lrs.Statement", "lrs.Agent", "lrs.StatementAgent"),
                    *("lrs.StatementTarget", "lrs.DeadLetter"),
                ),
            ),
            Row(
                what=_("Stand und Abgaben in Lernpaketen"),
                detail=_("wo Sie in einem Paket stehen, und Dateien zu einem Lernnachweis"),
                sights=(NO, NO, NO, NO, NO, NO),
                models=("lrs.Document", "lrs.StatementAttachment"),
            ),
        ),
    ),
    Group(
        title=_("Ihr Konto"),
        rows=(
            Row(
                what=_("Name und E-Mail"),
                detail=_("für Anmeldung und Verwaltung der Konten"),
                sights=(NO, NO, NO, NO, NO, YES),
                models=("accounts.User",),
            ),
            Row(
                what=_("Einheit und Rollen"),
                detail=_("von wann bis wann"),
                sights=(NO, NO, NO, NO, NO, YES),
                models=("organisation.Membership", "organisation.RoleGrant"),
            ),
            Row(
                what=_("Ihre Freigabe eines Berichts"),
                detail=_("wenn Sie für die Personalstelle oder den Personalrat zugestimmt haben"),
                sights=(NO, NO, NO, NO, NO, YES),
                models=("reports.AgreementDecision",),
            ),
            Row(
                what=_("Ihr Name an einem Kurs"),
                detail=_("wenn Sie ihn veröffentlicht haben; dort lesen ihn alle"),
                sights=(YES, YES, YES, YES, YES, YES),
                models=("content.Edition",),
            ),
        ),
    ),
)
