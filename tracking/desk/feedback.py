"""What the feedback page knows before anybody writes: what for, and from which page they came."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    page = "" if about == "thema" else page_before(request)
    return Feedback(contact=settings.REPORT_CONTACT, about=about, page=page)


def page_before(request: HttpRequest) -> str:
    """As the browser tells it (Referer), of our own pages alone and without what somebody searched for."""
    before = urlsplit(request.headers.get("Referer", ""))
    is_ours = before.netloc == request.get_host() and before.path != request.path
    return f"{before.scheme}://{before.netloc}{before.path}" if is_ours else ""
