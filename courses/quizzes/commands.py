from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from courses.quizzes.models import Question


@transaction.atomic
def save_question(*, question: Question, by: Any = None) -> Question:
    """Store a question with a revision and a line in its history. It reaches learners with the next edition."""
    is_new = question.pk is None
    question.save()
    revision = question.save_revision(user=by)
    log(instance=question, action="wagtail.create" if is_new else "wagtail.edit", user=by, revision=revision)
    return question
