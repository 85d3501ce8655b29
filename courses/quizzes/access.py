"""Whose questions a trainer sees and edits in the CMS: those of the courses they may edit, and no others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import page_permission_policy

from courses.quizzes.models import Question
from courses.quizzes.usage import is_used

_EDIT = frozenset({"change"})


class QuestionPermissionPolicy(BasePermissionPolicy):
    """Adding, seeing and editing go by the course; deleting also needs that no lesson uses the question."""

    def user_has_permission(self, user: Any, action: str) -> bool:  # noqa: ARG002 -- Wagtail's signature
        return bool(page_permission_policy.user_has_any_permission(user, _EDIT))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:  # noqa: ARG002 -- Wagtail's signature
        users: QuerySet = page_permission_policy.users_with_any_permission(_EDIT)
        return users

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Question) -> bool:
        if not may_edit_questions_of(user, instance.course_key):
            return False
        return action != "delete" or not is_used(question=instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:  # noqa: ARG002 -- Wagtail's signature
        if user.is_active and user.is_superuser:
            return Question.objects.all()
        return Question.objects.filter(course_key__in=_editable_pages(user).values("translation_key"))


def may_edit_questions_of(user: Any, course_key: object) -> bool:
    """A question whose course is gone belongs to the platform's administrators."""
    if user.is_active and user.is_superuser:
        return True
    return bool(_editable_pages(user).filter(translation_key=course_key).exists())


def visible_questions(user: Any) -> QuerySet:
    return policy.instances_user_has_any_permission_for(user, _EDIT)


def _editable_pages(user: Any) -> QuerySet:
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(user, _EDIT)
    return pages


policy = QuestionPermissionPolicy(Question)
