"""The dialog of the lesson editor that finds, creates and edits questions of the lesson's course."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenMultipleViewMixin,
    ChosenResponseMixin,
    ChosenViewMixin,
    CreateViewMixin,
    CreationFormMixin,
)
from wagtail.models import Page
from wagtail.snippets.views.chooser import BaseSnippetChooseView

from courses.quizzes.access import may_edit_questions_of, visible_questions
from courses.quizzes.commands import save_question
from courses.quizzes.forms import QuestionForm
from courses.quizzes.models import Question
from courses.quizzes.queries import course_of, with_course_title
from courses.quizzes.types import question_type

_EMPTY_ANSWER = {"type": "answer", "value": {"text": "", "is_correct": False, "feedback": ""}}


def edited_page(path: str) -> Page | None:
    """The page that a path of the page editor edits, or the one below which it adds a page."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.namespace != "wagtailadmin_pages":
        return None
    page_id = match.kwargs.get("page_id") or match.kwargs.get("parent_page_id")
    return Page.objects.filter(pk=page_id).first() if page_id else None


def _saved(form: QuestionForm, request: HttpRequest) -> Question:
    return save_question(question=form.save(commit=False), by=request.user)


class InLesson:
    """Knows the course of the page from which the dialog was opened, if the person may edit its questions."""

    request: HttpRequest

    @cached_property
    def page(self) -> Page | None:
        return edited_page(self.request.GET.get("page", ""))

    @cached_property
    def course(self) -> Page | None:
        course = course_of(self.page) if self.page else None
        return course if course and may_edit_questions_of(self.request.user, course.translation_key) else None


class QuestionFormMixin(InLesson, CreationFormMixin):
    creation_form_template_name = "courses/questions/dialog/_form.html"
    is_behind_a_tab = True

    def can_create(self) -> bool:
        return self.course is not None

    def get_creation_form(self) -> QuestionForm | None:
        if self.course is None or self.page is None:
            return None
        question = Question(
            course_key=self.course.translation_key,
            locale=self.page.locale,
            answers=[dict(_EMPTY_ANSWER), dict(_EMPTY_ANSWER)],
        )
        return QuestionForm(**self.get_creation_form_kwargs(), instance=question, for_user=self.request.user)


class ChooseMixin(QuestionFormMixin):
    results_template_name = "courses/questions/dialog/_results.html"
    page_subtitle = ""  # the title says it already

    def get_filter_form(self) -> Any:
        form = super().get_filter_form()
        if "locale" in form.fields:
            form.fields["locale"].label = _("Sprache")
        return form

    def get_object_list(self) -> QuerySet:
        questions = with_course_title(visible_questions(self.request.user)).order_by("-pk")
        return questions.filter(course_key=self.course.translation_key) if self.course else questions

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns
        columns.append(Column("kind", label=_("Art"), accessor="get_kind_display"))
        if self.course is None:
            columns.append(Column("course", label=_("Kurs"), accessor="course_title"))
        return columns


class ChooseView(ChooseViewMixin, ChooseMixin, BaseSnippetChooseView):
    pass


class ChooseResultsView(ChooseResultsViewMixin, ChooseMixin, BaseSnippetChooseView):
    pass


class ChosenMixin(ChosenResponseMixin):
    response_data_title_key = "string"


class ChosenView(ChosenViewMixin, ChosenMixin, View):
    def get_object(self, pk: str) -> Question:
        question: Question = get_object_or_404(visible_questions(self.request.user), pk=pk)
        return question


class ChosenMultipleView(ChosenMultipleViewMixin, ChosenMixin, View):
    def get_objects(self, pks: list[str]) -> QuerySet:
        return visible_questions(self.request.user).filter(pk__in=pks)


class CreateView(CreateViewMixin, QuestionFormMixin, ChosenMixin, View):
    def save_form(self, form: QuestionForm) -> Question:
        return _saved(form, self.request)


class EditView(CreateViewMixin, QuestionFormMixin, ChosenMixin, View):
    """The form of a question that is already chosen; its answer to "saved" is the same as to "chosen"."""

    edit_url_name = ""
    is_behind_a_tab = False
    template_name = "courses/questions/dialog/edit.html"

    @cached_property
    def question(self) -> Question:
        found: Question = get_object_or_404(visible_questions(self.request.user), pk=self.kwargs["pk"])
        return found

    def can_create(self) -> bool:
        return bool(self.question.pk)

    def get_creation_form(self) -> QuestionForm:
        return QuestionForm(**self.get_creation_form_kwargs(), instance=self.question, for_user=self.request.user)

    def get_create_url(self) -> str:
        url: str = self.append_preserved_url_parameters(reverse(self.edit_url_name, args=[self.question.pk]))
        return url

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- the URL's
        found = question_type(self.question.kind).findings(self.question.frozen())
        context = {"view": self, "question": self.question, "findings": found}
        context |= self.get_creation_form_context_data(self.get_creation_form())
        response: HttpResponse = render_modal_workflow(
            request, self.template_name, None, context, json_data={"step": "edit"}
        )
        return response

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG002 -- the URL's
        response: HttpResponse = super().post(request)
        return response

    def save_form(self, form: QuestionForm) -> Question:
        return _saved(form, self.request)
