"""What this app holds of people, for the registry."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, register
from tracking.attempts.models import Answer, Draft, LessonRun
from tracking.attempts.queries import answers_of
from tracking.enrolment.personal_data import TASK


def export_answers(user: Any) -> list[dict[str, Any]]:
    return answers_of(user.learner_key) if user.learner_key else []


def export_drafts(user: Any) -> list[dict[str, Any]]:
    if user.learner_key is None:
        return []
    drafts = Draft.objects.filter(enrolment__learner_key=user.learner_key).order_by("pk")
    return [
        {"question": str(each.question_key), "response": each.response, "saved_at": each.saved_at.isoformat()}
        for each in drafts
    ]


def erase_drafts(user: Any) -> int:
    if user.learner_key is None:
        return 0
    return Draft.objects.filter(enrolment__learner_key=user.learner_key).delete()[0]


register(
    LessonRun,
    fields={"enrolment": Klass.LEARNING},
    purpose=_("Wissen, welche Lektionen begonnen und verstanden sind"),
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PARENT,
)
register(
    Answer,
    fields={"enrolment": Klass.LEARNING, "response": Klass.LEARNING},
    purpose=_("Antworten bewerten, wieder zeigen und Fragen verbessern"),
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PARENT,
    export=export_answers,
)
register(
    Draft,
    fields={"enrolment": Klass.PRIVATE, "response": Klass.PRIVATE},
    purpose=_("Begonnene Antworten aufbewahren, damit nichts verloren geht"),
    legal_basis=TASK,
    period=timedelta(days=365),
    since="saved_at",
    action=Action.DELETE,
    export=export_drafts,
    erase=erase_drafts,
)
