"""What the store holds of people, for the registry. It knows opaque accounts only: erasing a person cuts the tie in
`accounts`, and the statements are anonymous."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, holds_none, register
from tracking.lrs.models import (
    Activity,
    Agent,
    Archive,
    DeadLetter,
    Document,
    ForwardingTarget,
    ImportedFile,
    KeptIri,
    Key,
    StatementActivity,
    StatementAgent,
    StatementAttachment,
    StatementTarget,
    Verb,
)

TASK = _("Art. 6 Abs. 1 Buchst. e DSGVO, § 10 Abs. 1 DSG M-V (Fortbildung der Beschäftigten)")
RECORD = _("Nachweisen, was gelernt wurde, und den Lernstand daraus berechnen")

register(
    Agent,
    fields={"ifi": Klass.LEARNING, "name": Klass.LEARNING},
    purpose=RECORD,
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PERSON,
)
register(
    StatementAgent,
    fields={"agent": Klass.LEARNING},
    purpose=RECORD,
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PARENT,
)
register(
    Document,
    fields={"agent": Klass.LEARNING, "content": Klass.LEARNING},
    purpose=_("Merken, wo jemand in einem Lernpaket steht"),
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PERSON,
)
for _part_of_a_statement, _fields in ((StatementAttachment, "attachment"), (StatementTarget, "target")):
    register(
        _part_of_a_statement,
        fields={_fields: Klass.LEARNING},
        purpose=RECORD,
        legal_basis=TASK,
        period=None,
        action=Action.WITH_PARENT,
    )
register(
    DeadLetter,
    fields={"statement": Klass.LEARNING, "reason": Klass.LEARNING},
    purpose=_("Wissen, welche Aufzeichnung ein anderer Speicher nicht angenommen hat, und warum"),
    legal_basis=TASK,
    period=timedelta(days=180),
    since="at",
    action=Action.DELETE,
)
# Statement itself is registered by tracking.xapi, which knows whose account is whose.
holds_none(StatementActivity, _("Verknüpft Aufzeichnungen mit Kursen, Lektionen und Fragen"))
holds_none(Activity, _("Kurse, Lektionen und Fragen"))
holds_none(Archive, _("Welche Monate in welcher Datei stehen; die Dateien selbst liegen bei der Betriebsstelle"))
holds_none(ImportedFile, _("Wie weit eine Datei übernommen ist"))
holds_none(KeptIri, _("Der Name der Plattform in den Aufzeichnungen"))
holds_none(Verb, _("Die Wörter der Aufzeichnungen"))
holds_none(Key, _("Zugänge von Programmen; ihre Urheberschaft ist ein Konto, keine Person"))
holds_none(ForwardingTarget, _("Andere Speicher, an die weitergeleitet wird"))
