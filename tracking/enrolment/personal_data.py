"""What this app holds of people, for the registry."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, register
from tracking.enrolment.models import Bookmark, Enrolment

TASK = _("Art. 6 Abs. 1 Buchst. e DSGVO, § 10 Abs. 1 DSG M-V (Fortbildung der Beschäftigten)")


def enrolments_of(user: Any) -> list[dict[str, Any]]:
    if user.learner_key is None:
        return []
    enrolments = Enrolment.objects.filter(learner_key=user.learner_key).select_related("edition").order_by("pk")
    return [
        {
            "course": str(each.course_key),
            "title": each.edition.about[each.edition.main_language]["title"],
            "edition": each.edition.number,
            "enrolled_at": each.enrolled_at.isoformat(),
        }
        for each in enrolments
    ]


def bookmarks_of(user: Any) -> list[dict[str, Any]]:
    if user.learner_key is None:
        return []
    bookmarks = Bookmark.objects.filter(enrolment__learner_key=user.learner_key).order_by("pk")
    return [
        {"lesson": str(each.unit_key), "block": each.block_id, "set_at": each.set_at.isoformat()} for each in bookmarks
    ]


def erase_bookmarks(user: Any) -> int:
    if user.learner_key is None:
        return 0
    return Bookmark.objects.filter(enrolment__learner_key=user.learner_key).delete()[0]


register(
    Enrolment,
    fields={"learner_key": Klass.LEARNING},
    purpose=_("Den Kurs in der Ausgabe zeigen, in der er begonnen wurde"),
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PERSON,
    export=enrolments_of,
)
register(
    Bookmark,
    fields={"enrolment": Klass.PRIVATE},
    purpose=_("An der Stelle weiterlernen, an der man aufgehört hat"),
    legal_basis=TASK,
    period=None,
    action=Action.WITH_PERSON,
    export=bookmarks_of,
    erase=erase_bookmarks,
)
