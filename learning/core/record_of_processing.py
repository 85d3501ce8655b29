"""The record of processing activities (Art. 30 GDPR), read from the registry of personal data."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning.core.personal_data import Action, Holding, holding_none, holdings


def record_of_processing() -> str:
    """Markdown in the active language; the annex of the agreement with the staff council is this very text."""
    return "\n".join(
        [
            f"# {_('Verzeichnis der Verarbeitungen')}",
            "",
            _("Jede Tabelle, die etwas über Menschen enthält, mit Zweck, Rechtsgrundlage und Frist."),
            *(line for _label, holding in sorted(holdings.items()) for line in entry(holding)),
            "",
            f"## {_('Tabellen ohne personenbezogene Daten')}",
            "",
            *(f"- `{label}`: {reason}" for label, reason in sorted(holding_none.items())),
        ]
    )


def entry(holding: Holding) -> list[str]:
    data = ", ".join(f"`{name}` ({klass.label})" for name, klass in holding.fields.items())
    return [
        "",
        f"## {capfirst(str(holding.model._meta.verbose_name))} (`{holding.label}`)",
        "",
        f"- {_('Zweck')}: {holding.purpose}",
        f"- {_('Rechtsgrundlage')}: {holding.legal_basis}",
        f"- {_('Daten')}: {data}",
        f"- {_('Frist')}: {period_in_words(holding)}",
    ]


def period_in_words(holding: Holding) -> str:
    action = Action(holding.action).label
    if holding.period is None:
        return str(action)
    days = ngettext("%(days)d Tag", "%(days)d Tage", holding.period.days) % {"days": holding.period.days}
    return _("%(days)s nach „%(since)s“: %(action)s") % {"days": days, "since": holding.since, "action": action}
