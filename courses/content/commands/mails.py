from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from learning.accounts.models import User


def tell_author_of_refusal(*, author_id: int | None, page_id: int, title: str, reasons: list[str]) -> None:
    """To the author of the scheduled draft; nobody is written to when they have left."""
    author = User.objects.filter(pk=author_id, is_active=True).first()
    if author is None:
        return
    with override(author.language):
        link = f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page_id])}"
        text = _(
            "Guten Tag,\n\n„%(title)s“ sollte veröffentlicht werden. Vorher ist noch etwas zu tun:\n\n%(reasons)s\n\n"
            "Ihr Entwurf ist unverändert, der Zeitpunkt ist gelöscht. Hier geht es weiter:\n%(link)s\n"
        ) % {"title": title, "reasons": "\n".join(f"– {reason}" for reason in reasons), "link": link}
        subject = _("Noch nicht veröffentlicht: %(title)s") % {"title": title}
        send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [author.email])
