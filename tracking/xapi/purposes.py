"""What somebody looks at statements for. Asked once a day; it stands in the access log with each look."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop

CHOSEN = "statements.purpose"
PURPOSES = {
    "fehler": gettext_noop("Einen Fehler suchen"),
    "programm": gettext_noop("Ein Lernprogramm anbinden oder prüfen"),
    "datenschutz": gettext_noop("Den Datenschutz prüfen"),
}
"""By their names in addresses. The log keeps the German text."""


def purpose_of(request: HttpRequest) -> str | None:
    """The name of the one in the address, else of the one chosen earlier today, else None: it has to be asked."""
    asked = request.GET.get("zweck")
    today = timezone.localdate().isoformat()
    if asked is None:
        day, name = request.session.get(CHOSEN, ("", ""))
        return name if day == today and name in PURPOSES else None
    if asked not in PURPOSES:
        raise Http404
    if request.session.get(CHOSEN) != [today, asked]:
        request.session[CHOSEN] = [today, asked]
    return asked
