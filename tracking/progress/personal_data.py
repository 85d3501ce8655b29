"""What this app holds of people, for the registry."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from learning.core.personal_data import Action, Klass, register
from tracking.enrolment.personal_data import TASK
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress


def export_courses(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "course": str(row.course_key),
            "edition": row.edition_number,
            "begun_at": row.begun_at.isoformat(),
            "completed_at": row.completed_at and row.completed_at.isoformat(),
        }
        for row in rows_of(CourseProgress.objects.all(), user)
    ]


def export_lessons(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "course": str(row.course_key),
            "lesson": str(row.unit_key),
            "begun_at": row.begun_at.isoformat(),
            "completed_at": row.completed_at and row.completed_at.isoformat(),
        }
        for row in rows_of(LessonProgress.objects.all(), user)
    ]


def export_questions(user: Any) -> list[dict[str, Any]]:
    return [
        {
            "lesson": str(row.unit_key),
            "question": str(row.question_key),
            "tries": row.tries,
            "first_right": row.first_right,
            "right_at": row.right_at and row.right_at.isoformat(),
        }
        for row in rows_of(QuestionProgress.objects.all(), user)
    ]


def rows_of(rows: QuerySet, user: Any) -> QuerySet:
    return rows.filter(learner_key=user.learner_key).order_by("pk") if user.learner_key else rows.none()


for _model, _export in (
    (CourseProgress, export_courses),
    (LessonProgress, export_lessons),
    (QuestionProgress, export_questions),
):
    register(
        _model,
        fields={"learner_key": Klass.LEARNING},
        purpose=_("Den eigenen Lernstand zeigen; Berichte ohne Namen, geschützt gegen Rückschluss"),
        legal_basis=TASK,
        period=None,
        action=Action.WITH_PERSON,
        export=_export,
    )
