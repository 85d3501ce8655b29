from wagtail.models import ModelLogEntry

from courses.quizzes.commands import save_question
from courses.quizzes.models import Question
from tests.factories.quizzes import answers


def history(question):
    return list(ModelLogEntry.objects.for_instance(question).order_by("timestamp", "pk").values_list("action", "user"))


def test_save_question_keeps_a_revision_and_says_who(course, tom):
    question = Question(course_key=course.translation_key, locale=course.locale, stem="Wozu?")
    question.answers = answers("ab", right="a")

    save_question(question=question, by=tom)
    question.stem = "Wozu genau?"
    save_question(question=question, by=tom)

    assert history(question) == [("wagtail.create", tom.pk), ("wagtail.edit", tom.pk)]
    assert [revision.content["stem"] for revision in question.revisions.order_by("pk")] == ["Wozu?", "Wozu genau?"]
    assert Question.objects.get().latest_revision.user == tom
