"""What the reports put into the registry of personal data and into the main navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from learning.core import navigation
from learning.core.access import may
from learning.core.personal_data import Action, Klass, holds_none, register
from tracking.reports.models import AgreementDecision, AgreementPolicy, KeptTree, PublishedCell, Snapshot


def register_reports() -> None:
    navigation.contribute(
        navigation.NavEntry(
            label=_("Berichte"), url_name="reports:index", icon="sum", position=40, visible=sees_reports
        )
    )
    register(
        AgreementDecision,
        fields={"by": Klass.AUTHORSHIP},
        purpose=_("Nachweisen, wer einen Bericht für Personalstelle und Personalrat freigegeben hat"),
        legal_basis=_("Mitbestimmung des Personalrats; Art. 5 Abs. 2 DSGVO (Rechenschaft)"),
        period=None,
        action=Action.WITH_PERSON,
        export=approvals_of,
    )
    holds_none(AgreementPolicy, _("Zwecke, Rollen und Untergrenze eines Berichts"))
    holds_none(KeptTree, _("Einheiten und ihre Namen, ohne Personen"))
    holds_none(Snapshot, _("Einheiten und Kurse eines Quartals, ohne Personen"))
    holds_none(PublishedCell, _("Veröffentlichte, geschützte Zahlen über mindestens 10 Personen"))


def sees_reports(request: HttpRequest) -> bool:
    return may(request.user, "reports.see")


def approvals_of(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "report": each.policy.report,
            "side": each.side,
            "approved": each.is_approval,
            "units": each.units,
            "at": each.at.isoformat(),
        }
        for each in AgreementDecision.objects.filter(by=user).select_related("policy")
    ]
