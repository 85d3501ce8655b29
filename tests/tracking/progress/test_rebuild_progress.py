import pytest
from django.core.management import CommandError, call_command

from tests.factories.tracking import RIGHT, course, enrolled, learner
from tracking.attempts.commands import answer_question
from tracking.lrs.commands import store_statements
from tracking.lrs.models import Statement
from tracking.progress.differences import differences
from tracking.progress.models import CourseProgress, LessonProgress, QuestionProgress

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def learned() -> None:
    taken = course(lessons=[1])
    enrolment = enrolled(taken, learner=learner())
    answer_question(enrolment=enrolment, unit=taken.units[0], question=taken.question(0), number=1, response=RIGHT)


def test_rebuild_progress_brings_lost_rows_back(capsys):
    CourseProgress.objects.all().delete()
    QuestionProgress.objects.update(tries=7)

    call_command("rebuild_progress")

    assert capsys.readouterr().out == "Replayed 5 statements.\n"
    assert CourseProgress.objects.get().completed_at is not None
    assert QuestionProgress.objects.get().tries == 1


def test_rebuild_progress_tells_nothing_anew():
    call_command("rebuild_progress")

    assert Statement.objects.count() == 5


def test_check_is_content_with_what_the_statements_say(capsys):
    call_command("rebuild_progress", check=True)

    assert capsys.readouterr().out == "Progress is what the statements say.\n"


def test_check_names_each_difference_and_changes_nothing(capsys):
    QuestionProgress.objects.update(tries=7)
    LessonProgress.objects.all().delete()
    CourseProgress.objects.get()
    before = list(QuestionProgress.objects.values())

    with pytest.raises(CommandError, match="differs"):
        call_command("rebuild_progress", check=True)

    assert {each.table for each in differences()} == {"LessonProgress", "QuestionProgress"}
    assert "QuestionProgress" in capsys.readouterr().out
    assert list(QuestionProgress.objects.values()) == before


def test_check_finds_a_row_that_no_statement_proves():
    Statement.objects.all().delete()

    assert [(each.table, each.expected) for each in differences()] == [
        ("CourseProgress", None),
        ("LessonProgress", None),
        ("QuestionProgress", None),
    ]


def rows() -> list[list[dict[str, object]]]:
    return [list(model.objects.values()) for model in (CourseProgress, LessonProgress, QuestionProgress)]


@pytest.mark.parametrize("options", [{}, {"check": True}])
def test_records_of_another_platform_are_never_left_out_silently(options):
    account = {"homePage": "http://localhost:9999", "name": "platform"}
    said = {"verb": {"id": "https://example.org/read"}, "object": {"id": "https://example.org/book"}}
    store_statements(statements=[{**said, "actor": {"account": account}}], authority={"account": account})
    before = rows()

    with pytest.raises(CommandError, match="http://localhost:9999"):
        call_command("rebuild_progress", **options)

    assert rows() == before


def test_completions_that_no_statement_proves_are_not_taken_away(capsys):
    Statement.objects.all().delete()
    before = rows()

    with pytest.raises(CommandError, match="3 completions"):
        call_command("rebuild_progress")

    assert rows() == before


def test_force_takes_them_away():
    Statement.objects.all().delete()

    call_command("rebuild_progress", force=True)

    assert rows() == [[], [], []]
