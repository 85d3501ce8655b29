"""What the store holds of people, for the registry. It knows opaque accounts only: erasing a person cuts the tie in
`accounts`, and the statements are anonymous."""

from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, holds_none, register
from tracking.lrs.models import Activity, Agent, KeptIri, StatementActivity, StatementAgent, Verb

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
# Statement itself is registered by tracking.xapi, which knows whose account is whose.
holds_none(StatementActivity, _("Verknüpft Aufzeichnungen mit Kursen, Lektionen und Fragen"))
holds_none(Activity, _("Kurse, Lektionen und Fragen"))
holds_none(KeptIri, _("Der Name der Plattform in den Aufzeichnungen"))
holds_none(Verb, _("Die Wörter der Aufzeichnungen"))
