"""What the core itself puts into its registries."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from learning.core import bell, worker
from learning.core.library_data import DUTY, register_library_data
from learning.core.models import AccessEntry, AuditEntry, JobRun, OutboxItem
from learning.core.personal_data import Action, Klass, holds_none, register


def register_core() -> None:
    bell.listen(worker.wake)
    register_library_data()
    register(
        OutboxItem,
        fields={"payload": Klass.LEARNING},
        purpose=_("Ereignisse zustellen: E-Mails, Dokumente, Weitergabe an andere Dienste"),
        legal_basis=DUTY,
        period=timedelta(days=14),
        since="created_at",
        due=lambda items: items.exclude(delivered_at=None, parked_at=None),  # what waits is still needed
        action=Action.DELETE,
    )
    register(
        AuditEntry,
        fields={"actor": Klass.PROTOCOL, "detail": Klass.PROTOCOL},
        purpose=_("Nachweisen, wer Rechte, Regeln und Personaldaten geändert hat"),
        legal_basis=_("Art. 5 Abs. 2 und Art. 32 DSGVO (Rechenschaft, Sicherheit)"),
        period=timedelta(days=3 * 365),
        since="at",
        due=lambda entries: entries.exclude(actor=None),
        action=Action.ANONYMISE,
        anonymise=forget_actor,
        export=audit_by,
    )
    register(
        AccessEntry,
        fields={"reader": Klass.PROTOCOL, "person": Klass.PROTOCOL},
        purpose=_("Betroffenen zeigen, wer ihre Daten gesehen hat"),
        legal_basis=_("Art. 5 Abs. 2 und Art. 15 DSGVO (Rechenschaft, Auskunft)"),
        period=timedelta(days=365),
        since="at",
        action=Action.DELETE,
        export=looks_at,
    )
    holds_none(JobRun, _("Zeiten technischer Aufgaben"))


def forget_actor(entries: QuerySet) -> int:
    return entries.update(actor=None)


def audit_by(user: Any) -> list[dict[str, Any]]:
    entries = AuditEntry.objects.filter(actor=user).order_by("at")
    return [{"at": entry.at.isoformat(), "action": entry.action, "subject": entry.subject} for entry in entries]


def looks_at(user: Any) -> list[dict[str, Any]]:
    entries = AccessEntry.objects.filter(person=user).order_by("at").select_related("reader")
    return [
        {"at": entry.at.isoformat(), "reader": str(entry.reader or ""), "what": entry.what, "purpose": entry.purpose}
        for entry in entries
    ]
