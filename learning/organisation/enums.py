from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitKind(TextChoices):
    LAND = "land", _("Land")
    MINISTRY = "ministry", _("Ministerium")
    AGENCY = "agency", _("Behörde")
    DEPARTMENT = "department", _("Abteilung")
    UNIT = "unit", _("Referat")


class Role(TextChoices):
    """Everybody with an account is a learner; the others are granted, most of them for a part of the tree."""

    LEAD = "lead", _("Leitung")
    TRAINER = "trainer", _("Trainerin oder Trainer")
    HR = "hr", _("Personalstelle")
    DATA_PROTECTION = "data_protection", _("Datenschutz")
    STAFF_COUNCIL = "staff_council", _("Personalrat")
    ADMIN = "admin", _("Plattformverwaltung")
