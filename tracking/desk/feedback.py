"""What the feedback page knows before anybody writes: what for, and from which page they came."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.core.access import page_before

SUBJECTS: dict[str, str | Promise] = {
    "": gettext_lazy("Rückmeldung"),
    "link": gettext_lazy("Ein Link führt ins Leere"),
    "zugang": gettext_lazy("Zugang zu einer Seite"),
    "thema": gettext_lazy("Wunsch: ein neues Thema"),
}
"""By `?zu=`: links that ask for something else than a mistake."""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """`page` is an address, empty where it is not known or says nothing."""

    contact: str
    about: str
    page: str

    @property
    def mail(self) -> str:
        """A mail as a link, begun with what is known; whoever writes sees it before it goes."""
        body = _("Seite: %(address)s") % {"address": self.page} + "\n\n" if self.page else ""
        return f"mailto:{self.contact}?subject={quote(str(SUBJECTS[self.about]))}&body={quote(body)}"


def feedback_for(request: HttpRequest) -> Feedback:
    about = request.GET.get("zu", "")
    about = about if about in SUBJECTS else ""
    page = "" if about == "thema" else address_before(request)
    return Feedback(contact=settings.REPORT_CONTACT, about=about, page=page)


def address_before(request: HttpRequest) -> str:
    """Of the page they came from, without what somebody searched for there."""
    path = urlsplit(page_before(request, unknown="")).path
    return request.build_absolute_uri(path) if path.startswith("/") and path != request.path else ""
