from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(TextChoices):
    """Fields of competence: DigComp 3.0 areas 1–5 and the platform's own framework of methods, V1–V6."""

    INFORMATION = "information", _("Information und Daten")
    COLLABORATION = "collaboration", _("Zusammenarbeit online")
    CREATION = "creation", _("Inhalte gestalten")
    SAFETY = "safety", _("Sicherheit")
    PROBLEM_SOLVING = "problem_solving", _("Probleme lösen")
    USERS = "users", _("Nutzerzentrierung")
    AGILE = "agile", _("Agile Zusammenarbeit")
    PROCESSES = "processes", _("Prozessgestaltung")
    LEADING = "leading", _("Führung im Wandel")
    SOVEREIGNTY = "sovereignty", _("Digitale Souveränität")
    CLEAR_LANGUAGE = "clear_language", _("Klare Kommunikation")


class Level(TextChoices):
    """Levels of DigComp 3.0."""

    BASIC = "basic", _("Grundlagen")
    INTERMEDIATE = "intermediate", pgettext_lazy("Stufe", "Aufbau")
    ADVANCED = "advanced", _("Vertiefung")


class Format(TextChoices):
    READING = "reading", _("zum Lesen und Üben")
    VIDEO = "video", _("mit Video")
    WORKSHOP = "workshop", _("mit Werkstatt")


class Severity(TextChoices):
    BLOCK = "block", _("verhindert die Veröffentlichung")
    WARN = "warn", _("bitte prüfen")
    HINT = "hint", _("Hinweis")
