from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from courses.quizzes.blocks import AnswerStreamBlock
from courses.quizzes.frozen import FrozenAnswer, FrozenQuestion
from courses.quizzes.types import kind_choices


class QuestionOwner:
    """Mixed into the page type that questions belong to; `Question.course_key` is that page's translation key."""

    def question_goals(self) -> list[tuple[str, str]]:
        """Key and text of each learning goal a question can serve."""
        return []


class QuestionQuerySet(models.QuerySet["Question"]):
    def of_course(self, course_key: object) -> "QuestionQuerySet":
        return self.filter(course_key=course_key)


class Question(index.Indexed, TranslatableMixin, RevisionMixin, ClusterableModel):
    """A question of a course. It has no draft state: an edit reaches learners with the next edition of the course.

    The translation key is the question's key everywhere: in editions, answers and statements.
    """

    course_key = models.UUIDField(db_index=True, editable=False)
    kind = models.CharField(_("Art"), max_length=20, choices=kind_choices, default="single")
    stem = models.TextField(_("Frage"), max_length=1000)
    is_scenario = models.BooleanField(_("Die Frage stellt eine Situation aus dem Arbeitsalltag dar"), default=True)
    hint = models.TextField(_("Tipp"), max_length=500, blank=True)
    passage = models.CharField(
        _("Nachlesen bei"),
        max_length=255,
        blank=True,
        help_text=_("Überschrift des Abschnitts in der Lektion, der die Frage erklärt."),
    )
    goal_key = models.CharField(_("Lernziel"), max_length=36, blank=True)
    answers = StreamField(
        AnswerStreamBlock(),
        verbose_name=_("Antworten"),
        blank=True,
        help_text=_("Beim Ordnen in der richtigen Reihenfolge, sonst so, wie sie erscheinen sollen."),
    )

    objects = QuestionQuerySet.as_manager()

    search_fields = [
        index.SearchField("stem"),
        index.AutocompleteField("stem"),
        index.FilterField("course_key"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("Frage")
        verbose_name_plural = _("Fragen")

    def __str__(self) -> str:
        return Truncator(self.stem).chars(90)

    @property
    def usage_url(self) -> str:
        """Wagtail's column of usage links to it."""
        return reverse("wagtailsnippets_quizzes_question:usage", args=[self.pk])

    def frozen(self) -> FrozenQuestion:
        return FrozenQuestion(
            key=self.translation_key,
            kind=self.kind,
            stem=self.stem,
            is_scenario=self.is_scenario,
            hint=self.hint,
            passage=self.passage,
            answers=tuple(
                FrozenAnswer(
                    key=child.id,
                    text=child.value["text"],
                    is_correct=child.value["is_correct"],
                    feedback=expand_db_html(child.value["feedback"].source) if child.value["feedback"] else "",
                )
                for child in self.answers
            ),
        )
