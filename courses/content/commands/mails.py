from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from courses.content.inspection import standing_refusal
from courses.content.models import CoursePage
from courses.content.queries import reviewers_of
from learning.accounts.models import User


def tell_author_of_refusal(*, author_id: int | None, page_id: int, title: str, reasons: list[str]) -> None:
    """To the author of the scheduled draft; nobody is written to when they have left."""
    author = User.objects.filter(pk=author_id, is_active=True).first()
    if author is None:
        return
    with override(author.language):
        text = _(
            "Guten Tag,\n\n„%(title)s“ sollte veröffentlicht werden. Vorher ist noch etwas zu tun:\n\n%(reasons)s\n\n"
            "Ihr Entwurf ist unverändert, der Zeitpunkt ist gelöscht. Hier geht es weiter:\n%(link)s\n"
        ) % {"title": title, "reasons": _listed(reasons), "link": editor(page_id)}
        send(author, _("Noch nicht veröffentlicht: %(title)s") % {"title": title}, text)


def tell_trainers_of_refusal(*, course_key: UUID) -> None:
    """To each trainer of the course, in their language. Nobody is written to about what was put right meanwhile."""
    course = CoursePage.objects.filter(translation_key=course_key, live=True).order_by("pk").first()
    if course is None:
        return
    for trainer in reviewers_of(course, author_id=None):
        with override(trainer.language):
            refusal = standing_refusal(course)
            if refusal is None:
                return
            text = _(
                "Guten Tag,\n\n„%(title)s“ hat sich geändert, aber die neue Fassung kann noch nicht zu den Lernenden. "
                "Wer den Kurs macht, lernt mit der bisherigen weiter. Vorher ist noch etwas zu tun:\n\n%(reasons)s\n\n"
                "Veröffentlichen Sie danach die Seite, die Sie geändert haben, noch einmal. Hier geht es "
                "weiter:\n%(link)s\n"
            ) % {"title": refusal.title, "reasons": _listed(refusal.messages), "link": editor(course.pk)}
            send(trainer, _("Noch nicht bei den Lernenden: %(title)s") % {"title": refusal.title}, text)


def ask_colleagues_for_review(*, page_id: int, author_id: int | None) -> None:
    """To each person who may review. Nobody is asked for what was withdrawn or published in the meantime."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not page.workflow_in_progress:
        return
    author = User.objects.filter(pk=author_id).first()
    for reviewer in reviewers_of(page, author_id=author_id):
        with override(reviewer.language):
            text = _(
                "Guten Tag,\n\n%(author)s bittet um einen zweiten Blick auf „%(title)s“. Hier können Sie die Seite "
                "ansehen, freigeben oder um Änderungen bitten:\n%(link)s\n"
            ) % {"author": author or _("Eine Kollegin oder ein Kollege"), "title": page.title, "link": editor(page_id)}
            send(reviewer, _("Bitte prüfen: %(title)s") % {"title": page.title}, text)


def tell_colleagues_of_withdrawal(*, page_id: int, author_id: int | None, by_id: int | None) -> None:
    """To those who were asked, except whoever made the review needless. Nobody is told when it is asked for again."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or page.workflow_in_progress:
        return
    author = User.objects.filter(pk=author_id).first()
    for reviewer in reviewers_of(page, author_id=author_id):
        if reviewer.pk == by_id:
            continue
        with override(reviewer.language):
            names = {"author": author or _("Eine Kollegin oder ein Kollege"), "title": page.title}
            if by_id == author_id:
                text = _(
                    "Guten Tag,\n\n%(author)s hat die Bitte um einen zweiten Blick auf „%(title)s“ zurückgezogen. Sie "
                    "müssen nichts mehr tun.\n"
                )
            else:
                text = _(
                    "Guten Tag,\n\nder zweite Blick auf „%(title)s“ hat sich erledigt. Sie müssen nichts mehr tun.\n"
                )
            send(reviewer, _("Keine Prüfung mehr nötig: %(title)s") % names, text % names)


def tell_author_of_review(
    *, page_id: int, author_id: int | None, reviewer_id: int | None, is_approved: bool, comment: str
) -> None:
    page = Page.objects.filter(pk=page_id).first()
    author = User.objects.filter(pk=author_id, is_active=True).first()
    if page is None or author is None:
        return
    reviewer = User.objects.filter(pk=reviewer_id).first()
    with override(author.language):
        who = reviewer or _("Eine Kollegin oder ein Kollege")
        names = {"title": page.title, "reviewer": who, "link": editor(page_id)}
        if is_approved:
            subject = _("Veröffentlicht: %(title)s")
            text = _("Guten Tag,\n\n%(reviewer)s hat „%(title)s“ geprüft und veröffentlicht.\n%(link)s\n")
        else:
            subject = _("Bitte noch ändern: %(title)s")
            text = _(
                "Guten Tag,\n\n%(reviewer)s hat „%(title)s“ geprüft und bittet um Änderungen. Die Seite gehört "
                "wieder Ihnen:\n%(link)s\n"
            )
        subject, text = subject % names, text % names
        if comment:
            text += _("\nDazu steht dort: %(comment)s\n") % {"comment": comment}
        send(author, subject, text)


def _listed(reasons: list[str]) -> str:
    return "\n".join(f"– {reason}" for reason in reasons)


def editor(page_id: int) -> str:
    return f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page_id])}"


def send(to: User, subject: str, text: str) -> None:
    send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [to.email])
