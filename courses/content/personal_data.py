from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.content.models import Edition
from learning.core.personal_data import Action, Klass, register


def _published_by(user: Any) -> list[dict[str, Any]]:
    editions = Edition.objects.filter(published_by=user).order_by("pk")
    return [
        {"course": str(edition), "published_at": edition.published_at.isoformat(), "name": edition.published_by_name}
        for edition in editions.only("about", "main_language", "number", "published_at", "published_by_name")
    ]


register(
    Edition,
    fields={"published_by": Klass.AUTHORSHIP, "published_by_name": Klass.AUTHORSHIP},
    purpose=_("Wer einen Kurs veröffentlicht hat, steht für seinen Inhalt ein."),
    legal_basis=_("Art. 6 Abs. 1 Buchst. e DSGVO, Aufgabe im öffentlichen Interesse"),
    period=None,
    action=Action.WITH_PERSON,
    export=_published_by,
    erase=lambda user: Edition.objects.forget_publisher(user),
)
