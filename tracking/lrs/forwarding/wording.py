"""What failures mean and what helps, in words of the administration."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from tracking.lrs.forwarding.parcels import Unsendable


def advice_on(error: str) -> str:
    """Of a target's last error."""
    match error.split():
        case ["HTTP", "401" | "403"]:
            return _("Das Ziel nimmt den Schlüssel nicht an, oder er darf nicht schreiben. Tragen Sie ihn neu ein.")
        case ["HTTP", "404" | "405" | "301" | "302" | "303" | "307" | "308"]:
            return _("Unter dieser Adresse nimmt niemand Aufzeichnungen an. Prüfen Sie die Adresse.")
        case ["HTTP", *_status]:
            return _("Das Ziel ist beschäftigt oder gestört. Wir versuchen es von selbst wieder.")
        case [*_words, "EGRESS_ALLOW"]:
            return _("Das Ziel liegt im eigenen Netz. Der Betrieb muss seinen Namen in EGRESS_ALLOW erlauben.")
        case ["password", *_words]:
            return _("Passwort und Salz sind nicht mehr lesbar. Tragen Sie beide neu ein, das Salz so, wie es war.")
        case ["this", "is", "our", *_words]:
            return _("Das ist die Adresse dieses Speichers selbst.")
        case []:
            return ""
    return _("Das Ziel ist nicht zu erreichen. Wir versuchen es von selbst wieder.")


def why_refused(status: int, reason: str) -> str:
    """Of a dead letter; what another store said stands beside it as it said it."""
    if status == 0 and reason in Unsendable.values:
        return str(Unsendable(reason).label)
    if status == HTTPStatus.CONFLICT:
        return _("Das Ziel hat unter dieser Kennung eine andere Aufzeichnung.")
    return _("Das Ziel nimmt diese Aufzeichnung nicht an.")
