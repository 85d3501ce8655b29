"""Four eyes: somebody else who may publish the page looks at it first."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import Page, Task, TaskState

from courses.content.rules import may_review


class ReviewLock(WorkflowLock):
    def get_message(self, user: Any) -> str | None:
        if not self.for_user(user):
            return None
        return _(
            "Diese Seite wird gerade geprüft; wer sie prüft, hat eine E-Mail bekommen. Mit „Prüfung zurückziehen“ "
            "unten gehört sie wieder Ihnen, und Sie können weiterschreiben."
        )


class ColleagueReview(Task):
    """Approved by whoever may publish the page, except the person who asks for it. No list of names to keep."""

    lock_class = ReviewLock
    admin_form_fields: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = gettext_lazy("Prüfung durch eine zweite Person")
        verbose_name_plural = gettext_lazy("Prüfungen durch eine zweite Person")

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not may_review(user, obj)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, Any, bool]]:
        if not may_review(user, obj):
            return []
        return [
            ("reject", _("Um Änderungen bitten"), True),
            ("approve", _("Freigeben und veröffentlichen"), False),
            ("approve", _("Mit Kommentar freigeben"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> QuerySet[TaskState]:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        theirs = [
            state.pk for state in waiting if (page := state.workflow_state.content_object) and may_review(user, page)
        ]
        return waiting.filter(pk__in=theirs)

    @classmethod
    def get_description(cls) -> str:
        return _("Jede Person, die die Seite veröffentlichen darf, außer der, die um die Prüfung bittet")
