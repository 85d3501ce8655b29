from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.widgets import BaseChooserAdapter
from wagtail.snippets.widgets import AdminSnippetChooser

_SCRIPTS = (
    "wagtailadmin/js/chooser-modal.js",
    "wagtailadmin/js/chooser-widget.js",
    "wagtailadmin/js/chooser-widget-telepath.js",
    "quizzes/question-chooser.js",
)


class QuestionChooser(AdminSnippetChooser):
    """A chooser whose dialog also edits the chosen question, so that nobody leaves the lesson."""

    js_constructor = "QuestionChooser"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            **{
                "choose_one_text": _("Frage auswählen oder schreiben"),
                "choose_another_text": _("Andere Frage auswählen"),
                "link_to_chosen_text": _("Frage bearbeiten"),
            }
            | kwargs,
        )

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[versioned_static(script) for script in _SCRIPTS])


class QuestionChooserAdapter(BaseChooserAdapter):
    js_constructor = "courses.quizzes.QuestionChooser"

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[versioned_static(script) for script in _SCRIPTS])


register(QuestionChooserAdapter(), QuestionChooser)
