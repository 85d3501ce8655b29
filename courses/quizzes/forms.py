from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from courses.quizzes.models import Question
from courses.quizzes.queries import owner_of_key
from courses.quizzes.references import OwnReferences


class QuestionForm(OwnReferences, WagtailAdminModelForm):
    """The same fields in the list of questions and in the dialog of a lesson; the course is never asked for."""

    goal_key = forms.ChoiceField(required=False)

    class Meta:
        model = Question
        widgets = {"stem": AdminAutoHeightTextInput({"rows": 2}), "hint": AdminAutoHeightTextInput({"rows": 2})}
        fields = ["kind", "stem", "is_scenario", "answers", "hint", "passage", "goal_key"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = owner_of_key(course_key=self.instance.course_key, locale_id=self.instance.locale_id)
        goals = owner.question_goals() if owner else []
        known = {key for key, _text in goals}
        if self.instance.goal_key and self.instance.goal_key not in known:
            goals = [*goals, (self.instance.goal_key, _("ein Lernziel, das es im Kurs nicht mehr gibt"))]
        self.fields["stem"].error_messages["required"] = _("Schreiben Sie, was die Lernenden entscheiden sollen.")
        field: Any = self.fields["goal_key"]
        field.label = _("Lernziel")
        field.help_text = _("Welches Ziel des Kurses diese Frage prüft.")
        field.choices = [("", _("keines")), *goals]
