"""What authors write in. Learners never see these rows: publishing cuts an edition from them (models/editions.py)."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput
from wagtail.blocks import CharBlock, StreamBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page, Revision
from wagtail.search import index

from courses.content.asked import Asked, asked_in
from courses.content.blocks import lesson_blocks
from courses.content.checks import CourseDraft, Finding, LessonDraft, course_findings, lesson_findings
from courses.content.checks.fields import field_findings
from courses.content.checks.goals import LONGEST
from courses.content.enums import Format, Level, Topic
from courses.content.fields import CompetencesField, QuietStreamField
from courses.content.gate import CheckedForm, PublishRefused, refuse_if_blocked
from courses.content.models.editions import Address
from courses.content.models.preview import CoursePreview, LessonPreview
from courses.quizzes.models import QuestionOwner

UrlParts = tuple[int, str | None, str | None]


def address_panels() -> ObjectList:
    return ObjectList(
        [
            FieldPanel(
                "slug",
                widget=SlugInput,
                help_text=_("Steht in der Internetadresse. Alte Adressen führen weiter hierher."),
            ),
            PublishingPanel(),
            CommentPanel(),
        ],
        heading=_("Adresse"),
    )


class CheckedPage(Page):
    """A page that is published only when nothing blocking is found, by whatever way."""

    base_form_class = CheckedForm
    settings_panels: ClassVar[list] = []
    promote_panels: ClassVar[list] = []
    private_page_options: ClassVar[list[str]] = []
    checked_fields: ClassVar[list[str]] = ["title", "slug"]

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """None, unless a kind of page has something to show."""
        return []

    def findings(self) -> list[Finding]:
        return list(field_findings(self, self.checked_fields))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        try:
            refuse_if_blocked(revision.as_object())
        except PublishRefused:
            # Wagtail stores a new page that is to be published as live, before anybody has looked at it.
            type(self).objects.filter(pk=self.pk, first_published_at=None).update(live=False)
            raise
        return super().publish(revision, *args, **kwargs)

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts | None:
        """Where the platform is reached, with our flat path; a page without one has no address of its own."""
        parts = super().get_url_parts(request)
        path = self.flat_path() if parts else None
        return (parts[0], settings.BASE_URL, path) if parts and path else None

    def flat_path(self) -> str | None:
        return None

    def course_page(self) -> "CoursePage | None":
        """The course this page belongs to, itself included."""
        paths = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return CoursePage.objects.filter(path__in=paths).first()


class CourseFolderPage(CheckedPage):
    """Where the courses of one organisational unit live; its trainers write here and nowhere else."""

    template = "courses/page.html"
    is_creatable = False  # a folder comes with the first trainer of its unit (commands/tree.py)
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page", "content.CourseFolderPage"]
    subpage_types: ClassVar[list[str]] = ["content.CourseFolderPage", "content.CoursePage"]
    unit_code = models.CharField(
        _("Kennung der Organisationseinheit"),
        max_length=50,
        blank=True,
        help_text=_(
            "Trainerinnen und Trainer dieser Einheit dürfen in diesem Ordner Kurse anlegen und veröffentlichen."
        ),
    )
    content_panels: ClassVar[list] = [
        TitleFieldPanel("title", help_text=_("So heißt der Ordner in der Verwaltung der Kurse.")),
        FieldPanel("unit_code", permission="superuser"),
    ]
    edit_handler = TabbedInterface([ObjectList(content_panels, heading=_("Ordner")), address_panels()])

    class Meta:
        verbose_name = _("Ordner")
        verbose_name_plural = _("Ordner")


class CoursePage(CoursePreview, QuestionOwner, CheckedPage):  # type: ignore[django-manager-missing]  # -- the mixins bring none
    template = "courses/page.html"
    page_description = _(
        "Ein Kurs mit Modulen und Lektionen. Er erscheint im Katalog, sobald eine Lektion veröffentlicht ist."
    )
    parent_page_types: ClassVar[list[str]] = ["content.CourseFolderPage"]
    subpage_types: ClassVar[list[str]] = ["content.ModulePage"]
    checked_fields: ClassVar[list[str]] = ["title", "slug", "summary", "competences"]

    summary = models.TextField(
        _("Worum es geht"), max_length=300, help_text=_("Ein bis zwei Sätze für den Katalog, in Alltagswörtern.")
    )
    goals = QuietStreamField(
        StreamBlock([("goal", CharBlock(label=_("Lernziel"), icon="flag", max_length=LONGEST))]),
        verbose_name=_("Danach können Sie …"),
        blank=True,
        help_text=_("Zwei bis fünf Halbsätze mit einem Verb, zum Beispiel „eine Story in einem Satz schreiben“."),
    )
    topic = models.CharField(_("Thema"), max_length=20, choices=Topic, default=Topic.COLLABORATION)
    level = models.CharField(_("Stufe"), max_length=20, choices=Level, default=Level.BASIC)
    format = models.CharField(pgettext_lazy("Kurs", "Form"), max_length=20, choices=Format, default=Format.READING)
    competences = CompetencesField(
        _("Kompetenzen"),
        help_text=_("Was der Kurs wirklich einübt, eine bis drei. Wer nach der Kompetenz sucht, findet ihn."),
    )
    synonyms = models.TextField(
        _("Suchwörter"),
        blank=True,
        help_text=_("Wörter, unter denen jemand diesen Kurs suchen könnte. Eine Zeile je Wort."),
    )
    review_by = models.DateField(
        _("Wieder prüfen bis"), null=True, blank=True, help_text=_("Wann jemand nachsehen soll, ob noch alles stimmt.")
    )

    content_panels: ClassVar[list] = [
        TitleFieldPanel("title", help_text=_("Sagt, was man tut oder kann: „User Storys und gutes Backlog“.")),
        FieldPanel("summary"),
        FieldPanel("goals"),
    ]
    facts_panels: ClassVar[list] = [
        MultiFieldPanel([FieldPanel("topic"), FieldPanel("level"), FieldPanel("format")], heading=_("Einordnung")),
        FieldPanel("competences"),
        FieldPanel("synonyms"),
        FieldPanel("review_by"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Kurs")),
            ObjectList(facts_panels, heading=_("Für den Katalog")),
            address_panels(),
        ]
    )
    search_fields: ClassVar[list] = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("Kurs")
        verbose_name_plural = _("Kurse")

    def findings(self) -> list[Finding]:
        # A course that says nothing of itself has a check of its own.
        checked = [name for name in self.checked_fields if name != "summary" or self.summary.strip()]
        return list(field_findings(self, checked)) + course_findings(
            CourseDraft(
                title=self.title,
                slug=self.slug,
                summary=self.summary,
                goals=tuple(child.value or "" for child in self.goals),
                address_of=self._other_course_with_this_address(),
            )
        )

    def _other_course_with_this_address(self) -> str:
        others = CoursePage.objects.filter(slug=self.slug).exclude(translation_key=self.translation_key)
        if title := others.values_list("title", flat=True).first():
            return title
        taken = Address.objects.filter(slug=self.slug).exclude(course_key=self.translation_key).first()
        return self.slug if taken else ""

    def flat_path(self) -> str:
        return reverse("course", args=[self.slug])

    def question_goals(self) -> list[tuple[str, str]]:
        return [(child.id, child.value) for child in self.goals]

    def synonym_list(self) -> list[str]:
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    @property
    def course_key(self) -> UUID:
        return self.translation_key


class ModulePage(CheckedPage):
    template = "courses/page.html"
    page_description = _("Ein Teil eines Kurses mit zwei bis fünf Lektionen.")
    parent_page_types: ClassVar[list[str]] = ["content.CoursePage"]
    subpage_types: ClassVar[list[str]] = ["content.LessonPage"]
    content_panels: ClassVar[list] = [
        TitleFieldPanel("title", help_text=_("Zwei bis vier Wörter, zum Beispiel „Prüfbar machen“."))
    ]
    edit_handler = TabbedInterface([ObjectList(content_panels, heading=_("Modul")), address_panels()])

    class Meta:
        verbose_name = _("Modul")
        verbose_name_plural = _("Module")

    def flat_path(self) -> str | None:
        course = self.course_page()
        return course.flat_path() if course else None


class LessonPage(LessonPreview, CheckedPage):  # type: ignore[django-manager-missing]  # -- the mixin brings no manager
    template = "courses/page.html"
    page_description = _("Fünf bis zehn Minuten mit einem Ziel, zwei bis fünf Abschnitten und ein bis drei Fragen.")
    parent_page_types: ClassVar[list[str]] = ["content.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    checked_fields: ClassVar[list[str]] = ["title", "slug", "goal"]

    goal = models.CharField(
        _("Danach können Sie …"),
        max_length=200,
        blank=True,
        help_text=_("Ein Halbsatz mit einem Verb: „einen Wunsch in einen Satz verwandeln, den ein Team prüfen kann“."),
    )
    body = QuietStreamField(
        lesson_blocks(),
        verbose_name=_("Inhalt"),
        blank=True,
        help_text=_("Bewährt: Situation, Erklärung, Fragen, drei Sätze zum Mitnehmen, ein Wenn-dann-Plan."),
    )

    content_panels: ClassVar[list] = [
        TitleFieldPanel("title", help_text=_("Mit einem Verb: „Eine gute User Story schreiben“.")),
        FieldPanel("goal"),
        FieldPanel("body"),
    ]
    edit_handler = TabbedInterface([ObjectList(content_panels, heading=_("Lektion")), address_panels()])

    class Meta:
        verbose_name = _("Lektion")
        verbose_name_plural = _("Lektionen")

    def findings(self) -> list[Finding]:
        asked = asked_in(self.body, locale_id=self.locale_id)
        return self.findings_with(body=self.body, asked=asked, address_of=self._other_lesson_with_this_address())

    def findings_with(self, *, body: StreamValue, asked: Asked, address_of: str) -> list[Finding]:
        """The same for a body whose questions have been looked up already (LessonDraft says how). No query."""
        return super().findings() + lesson_findings(
            LessonDraft(
                title=self.title,
                slug=self.slug,
                goal=self.goal,
                language=self.locale.language_code,
                body=body,
                asked=asked,
                address_of=address_of,
            )
        )

    def _other_lesson_with_this_address(self) -> str:
        if not self.path:
            return ""
        in_course = LessonPage.objects.filter(path__startswith=self.path[: -2 * self.steplen], slug=self.slug)
        return in_course.exclude(pk=self.pk).values_list("title", flat=True).first() or ""

    def flat_path(self) -> str | None:
        course = self.course_page()
        return reverse("lesson", args=[course.slug, self.slug]) if course else None
