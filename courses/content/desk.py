"""What trainers have in hand: the courses that are theirs, how far each of them is, and the next sensible step."""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from courses.content.gate import blocking
from courses.content.models import CourseFolderPage, CoursePage, Offer
from courses.content.queries import waiting_for_their_day
from courses.content.refusal import editor_of_refused

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """One line: what is the case, and the link that takes it further."""

    text: str
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class CourseInHand:
    """A course in one language as its author left it. `pages` holds the course itself first, then modules and lessons
    in their order; `twins` are the course in other languages."""

    page: CoursePage
    pages: list[Page]
    twins: list[Page]
    is_offered: bool

    @cached_property
    def modules(self) -> list[Page]:
        return [page for page in self.pages if page.depth == self.page.depth + 1]

    @cached_property
    def lessons(self) -> list[Page]:
        return [page for page in self.pages if page.depth == self.page.depth + 2]

    @cached_property
    def drafts(self) -> list[Page]:
        """Whatever learners do not see yet, but for what is to appear by itself on its day."""
        drafts = [page for page in self.pages if not page.live or page.has_unpublished_changes]
        waiting = waiting_for_their_day(drafts)
        return [page for page in drafts if page.pk not in waiting]

    @cached_property
    def written(self) -> list[tuple[Page, Any]]:
        """Each draft, and what its newest revision says."""
        return [(page, page.get_latest_revision_as_object()) for page in self.drafts]

    @cached_property
    def missing(self) -> list[tuple[Page, int]]:
        """Drafts that cannot be published yet, and the number of places to put right."""
        counted = [(page, len(blocking(draft))) for page, draft in self.written]
        return [(page, count) for page, count in counted if count]

    @property
    def missing_count(self) -> int:
        return sum(count for _page, count in self.missing)

    @cached_property
    def step(self) -> NextStep:
        if not self.modules:
            text = _("Der Kurs hat noch kein Modul.")
            return NextStep(text=text, label=_("Ein Modul anlegen"), url=_add_below(self.page, "modulepage"))
        if not self.lessons:
            return lesson_for(self.modules[0])
        if self.missing:
            page, count = self.missing[0]
            label = ngettext("%(count)d Stelle ergänzen", "%(count)d Stellen ergänzen", count) % {"count": count}
            text = _("In „%(title)s“ fehlt noch etwas.") % {"title": page.get_admin_display_title()}
            return NextStep(text=text, label=label, url=editor_of_refused(page.pk, asked="publish"))
        if dated := [page for page, draft in self.written if draft.go_live_at and draft.go_live_at > timezone.now()]:
            text = _("Für „%(title)s“ ist ein Tag eingetragen, aber noch nichts eingeplant.")
            return NextStep(
                text=text % {"title": dated[0].get_admin_display_title()},
                label=_("Öffnen und unten „Zur Veröffentlichung einplanen“ wählen"),
                url=reverse("wagtailadmin_pages:edit", args=[dated[0].pk]),
            )
        if self.drafts:
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            after = reverse("wagtailadmin_explore", args=[self.page.pk])
            named = urlencode({"id": [page.pk for page in self.drafts], "next": after}, doseq=True)
            whole, changed = _("Kurs mit allen Unterseiten veröffentlichen"), _("Änderungen veröffentlichen")
            return NextStep(
                text=_("Alles ist fertig geschrieben."),
                label=changed if self.page.live else whole,
                url=f"{url}?{named}",
            )
        return NextStep(
            text=_("Alles ist veröffentlicht."), label=_("So sehen Lernende den Kurs"), url=self.page.get_url() or "/"
        )


def lesson_for(module: Page) -> NextStep:
    text = _("Das Modul „%(title)s“ hat noch keine Lektion.") % {"title": module.get_admin_display_title()}
    return NextStep(text=text, label=_("Eine Lektion anlegen"), url=_add_below(module, "lessonpage"))


def next_step(page: Any) -> NextStep | None:
    """What comes next for the course that a page belongs to; None for pages outside of courses."""
    course = page.course_page() if hasattr(page, "course_page") and page.pk else None
    if course is None:
        return None
    (in_hand,) = _in_hand([course])
    if page.depth == course.depth + 1 and not any(each.path.startswith(page.path) for each in in_hand.lessons):
        return lesson_for(page)
    return in_hand.step


def courses_in_hand(user: Any) -> list[CourseInHand]:
    """Those the user may edit, in the main language where they have it, the newest work first; SHOWN at most."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    main = Locale.get_default()
    courses = CoursePage.objects.filter(pk__in=editable.values("pk")).select_related("locale")
    in_main = courses.filter(locale=main)
    others = courses.exclude(locale=main).exclude(translation_key__in=in_main.values("translation_key"))
    newest = (in_main | others).order_by("-latest_revision_created_at", "-pk")
    return _in_hand(list(newest[:SHOWN]))


def folders_of(user: Any) -> QuerySet[CourseFolderPage]:
    """Where the user may begin a course, in the main language: in units; the folder of all where there is none yet."""
    may_add = page_permission_policy.instances_user_has_permission_for(user, "add")
    folders = CourseFolderPage.objects.filter(pk__in=may_add.values("pk"), locale=Locale.get_default())
    of_units = folders.exclude(unit_code="")
    return (of_units if of_units.exists() else folders).order_by("path")


def _in_hand(courses: list[CoursePage]) -> list[CourseInHand]:
    """Three queries, however many they are; drafts cost more when they are looked at."""
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses), Q(pk__in=[]))
    pages = list(Page.objects.filter(below).order_by("path"))
    keys = [course.translation_key for course in courses]
    offered = set(Offer.objects.filter(course_key__in=keys, is_open=True).values_list("course_key", flat=True))
    twins = list(Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("locale_id"))
    return [
        CourseInHand(
            page=course,
            pages=[page for page in pages if page.path.startswith(course.path)],
            twins=[twin for twin in twins if twin.translation_key == course.translation_key and twin.pk != course.pk],
            is_offered=course.translation_key in offered,
        )
        for course in courses
    ]


def _add_below(parent: Page, model: str) -> str:
    return reverse("wagtailadmin_pages:add", args=["content", model, parent.pk])
