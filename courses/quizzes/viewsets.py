"""Questions in the CMS: the list for trainers, and the chooser of the lesson editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from courses.quizzes import views
from courses.quizzes.access import may_edit_questions_of, policy, visible_questions
from courses.quizzes.forms import QuestionForm
from courses.quizzes.models import Question
from courses.quizzes.queries import with_course_title
from courses.quizzes.types import question_type


class QuestionChooserViewSet(SnippetChooserViewSet):
    icon = "help"
    page_title = gettext_lazy("Frage auswählen oder schreiben")
    search_tab_label = gettext_lazy("Fragen des Kurses")
    creation_tab_label = gettext_lazy("Neue Frage")
    create_action_label = gettext_lazy("Frage speichern und einfügen")
    preserve_url_parameters = ["multiple", "page"]
    choose_view_class = views.ChooseView
    choose_results_view_class = views.ChooseResultsView
    chosen_view_class = views.ChosenView
    chosen_multiple_view_class = views.ChosenMultipleView
    create_view_class = views.CreateView

    @property
    def edit_view(self) -> Any:
        return self.construct_view(
            views.EditView, edit_url_name=self.get_url_name("edit"), create_action_label=gettext_lazy("Frage speichern")
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("edit/<int:pk>/", self.edit_view, name="edit")]


class OwnQuestion:
    """Wagtail asks most of these views for the permission on the model alone; here it is the question that counts."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> Question:
        question: Question = super().get_object(*args, **kwargs)  # type: ignore[misc]  # -- mixed into a view that has it
        user, action = self.request.user, getattr(self, "permission_required", None) or "view"
        if not may_edit_questions_of(user, question.course_key):
            raise Http404
        if not policy.user_has_permission_for_instance(user, action, question):
            raise PermissionDenied
        return question


class EditView(OwnQuestion, snippets.EditView):
    def save_action(self) -> HttpResponse:
        """Says once more, after saving, what has to be done for learners to see the change."""
        response: HttpResponse = super().save_action()
        said = render_to_string("courses/questions/_published_in.html", {"question": self.object}).strip()
        if said and not self.expects_json_response:
            messages.info(self.request, mark_safe(said))  # noqa: S308 -- our own template, which escapes
        return response


class DeleteView(OwnQuestion, snippets.DeleteView):
    pass


class UsageView(OwnQuestion, snippets.UsageView):
    pass


class HistoryView(OwnQuestion, snippets.HistoryView):
    pass


class RevisionsCompareView(OwnQuestion, snippets.RevisionsCompareView):
    pass


class IndexView(snippets.IndexView):
    """Without a button to add: a question is written in the lesson that asks it, and so belongs to its course."""

    def get_add_url(self) -> None:
        return None


class CreateView(snippets.CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002 -- Wagtail's
        messages.info(request, _("Neue Fragen schreiben Sie in der Lektion: Block „Fragen“, dann „Neue Frage“."))
        return redirect(self.index_url_name)


def remarks(question: Question) -> str:
    found = question_type(question.kind).findings(question.frozen())
    blocking = sum(finding.severity == "block" for finding in found)
    if blocking:
        return ngettext("%(count)d muss behoben werden", "%(count)d müssen behoben werden", blocking) % {
            "count": blocking
        }
    return (
        ngettext("%(count)d Hinweis", "%(count)d Hinweise", len(found)) % {"count": len(found)}
        if found
        else _("in Ordnung")
    )


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = gettext_lazy("Fragen")
    menu_name = "fragen"
    menu_order = 150
    add_to_admin_menu = True
    base_url_path = "fragen"
    copy_view_enabled = False
    inspect_view_enabled = False
    chooser_viewset_class = QuestionChooserViewSet
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    usage_view_class = UsageView
    history_view_class = HistoryView
    revisions_compare_view_class = RevisionsCompareView
    edit_template_name = "courses/questions/edit.html"
    list_filter = ["kind", "is_scenario"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("stem"),
            FieldPanel("is_scenario"),
            FieldPanel("answers"),
            FieldPanel("hint"),
            FieldPanel("passage"),
            FieldPanel("goal_key"),
        ],
        base_form_class=QuestionForm,
    )

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "__str__",
            Column("course_title", label=gettext_lazy("Kurs"), accessor="course_title", sort_key="course_title"),
            Column("kind", label=gettext_lazy("Art"), accessor="get_kind_display", sort_key="kind"),
            Column("remarks", label=gettext_lazy("Prüfung"), accessor=remarks),
            UsageCountColumn("usage_count", label=gettext_lazy("Verwendet"), sort_key="usage_count"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        usage = ReferenceIndex.usage_count_subquery(Question)
        questions: QuerySet = with_course_title(visible_questions(request.user)).annotate(usage_count=usage)
        in_own_language = Case(When(locale__language_code=get_language(), then=0), default=1)
        return questions.order_by(in_own_language, "-pk")
