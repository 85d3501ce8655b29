"""The list of questions in the CMS, and that nobody gets at foreign ones by an address."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.content.models import EditionQuestion
from courses.quizzes.models import Question
from courses.quizzes.viewsets import remarks
from tests.factories import content, quizzes

LIST = "wagtailsnippets_quizzes_question"


def url(name, *args):
    return reverse(f"{LIST}:{name}", args=args)


def test_list_shows_own_questions_with_course_checks_and_usage(tom_in_cms, course, foreign_course):
    own = quizzes.question(course_key=course.translation_key, answers=quizzes.answers("ab", right=""))
    quizzes.question(course_key=foreign_course.translation_key, stem="Fremde Frage")
    content.lesson_page(content.module_page(course), body=[content.check_block(own)])

    html = tom_in_cms.get(url("list")).content.decode()

    assert "User Storys" in html
    assert "1 muss behoben werden" in html
    assert "Fremde Frage" not in html
    assert url("usage", own.pk) in html


@pytest.mark.postgresql
@pytest.mark.parametrize(("language", "first"), [("de", "Wer fehlt noch?"), ("en", "Who is missing?")])
def test_list_begins_with_questions_in_the_language_one_works_in(tom_in_cms, course, language, first):
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "en")}
    for code, stem in (("en", "Older"), ("de", "Wer fehlt noch?"), ("en", "Who is missing?")):
        quizzes.question(course_key=course.translation_key, locale=locales[code], stem=stem)

    answer = tom_in_cms.get(url("list"), headers={"accept-language": language})

    assert answer.context["object_list"][0].stem == first


def test_list_says_in_words_that_a_question_is_in_order(tom_in_cms, course):
    question = quizzes.question(course_key=course.translation_key)

    assert [remarks(each) for each in Question.objects.filter(pk=question.pk)] == ["in Ordnung"]


def test_list_costs_the_same_for_one_and_for_three_questions(
    tom_in_cms, course, django_assert_max_num_queries, django_assert_num_queries
):
    quizzes.question(course_key=course.translation_key)
    tom_in_cms.get(url("list"))
    with django_assert_max_num_queries(60) as one:
        tom_in_cms.get(url("list"))
    for _ in range(2):
        quizzes.question(course_key=course.translation_key)
    with django_assert_num_queries(len(one.captured_queries)):
        tom_in_cms.get(url("list"))


@pytest.mark.parametrize("name", ["edit", "delete", "usage", "history"])
def test_foreign_question_has_no_address_for_a_trainer(tom_in_cms, course, foreign_course, name):
    own = quizzes.question(course_key=course.translation_key)
    foreign = quizzes.question(course_key=foreign_course.translation_key, stem="Fremde Frage")

    assert tom_in_cms.get(url(name, own.pk)).status_code == 200
    refused = tom_in_cms.get(url(name, foreign.pk))
    assert refused.status_code == 404
    assert "Fremde Frage" not in refused.content.decode()


@pytest.mark.parametrize("name", ["revisions_compare", "revisions_revert"])
def test_revisions_of_a_foreign_question_are_closed(tom_in_cms, foreign_course, name):
    foreign = quizzes.question(course_key=foreign_course.translation_key)
    revision = foreign.save_revision()
    args = [foreign.pk, "earliest", "latest"] if name == "revisions_compare" else [foreign.pk, revision.pk]

    assert tom_in_cms.get(url(name, *args)).status_code == 404


def test_list_sends_authors_to_the_lesson_to_write_a_question(tom_in_cms):
    answer = tom_in_cms.get(url("add"), follow=True)

    assert answer.redirect_chain[-1][0] == url("list")
    assert "Neue Fragen schreiben Sie in der Lektion" in answer.content.decode()
    tom_in_cms.post(url("add"), {"stem": "x"})
    assert not Question.objects.exists()


def test_question_is_deleted_when_no_lesson_uses_it(tom_in_cms, course):
    question = quizzes.question(course_key=course.translation_key)

    tom_in_cms.post(url("delete", question.pk))

    assert not Question.objects.exists()


def test_question_in_use_is_not_deleted_one_by_one_or_in_bulk(tom_in_cms, course):
    question = quizzes.question(course_key=course.translation_key)
    content.lesson_page(content.module_page(course), body=[content.check_block(question)])
    bulk = reverse("wagtail_bulk_action", args=["quizzes", "question", "delete"])

    assert tom_in_cms.post(url("delete", question.pk)).status_code == 302
    tom_in_cms.post(f"{bulk}?id={question.pk}")

    assert Question.objects.filter(pk=question.pk).exists()


def test_foreign_question_is_not_deleted_in_bulk(tom_in_cms, foreign_course):
    foreign = quizzes.question(course_key=foreign_course.translation_key)
    bulk = reverse("wagtail_bulk_action", args=["quizzes", "question", "delete"])

    for ids in (f"id={foreign.pk}", f"id=+{foreign.pk}", "id=all"):
        for refused in (tom_in_cms.get(f"{bulk}?{ids}"), tom_in_cms.post(f"{bulk}?{ids}")):
            assert refused.status_code == 404
            assert foreign.stem not in refused.content.decode()

    assert Question.objects.filter(pk=foreign.pk).exists()


@pytest.fixture
def asked(course):
    """A question of a published lesson."""
    question = quizzes.question(course_key=course.translation_key, locale=course.locale)
    content.lesson_page(content.module_page(course), title="Der Anfang", body=[content.check_block(question)])
    content.publish_all(course)
    return question


def answers_of(question):
    return streamfield(
        [
            (
                "answer",
                {
                    "text": child.value["text"],
                    "is_correct": "on" if child.value["is_correct"] else "",
                    "feedback": rich_text(child.value["feedback"].source),
                },
            )
            for child in question.answers
        ]
    )


def test_question_of_a_published_lesson_says_where_and_how_a_change_reaches_learners(tom_in_cms, course, asked):
    form = {"kind": asked.kind, "stem": "Neuer Wortlaut", "hint": "", "passage": "", "goal_key": ""}
    form |= {"answers": answers_of(asked)}

    before = tom_in_cms.get(url("edit", asked.pk)).content.decode()
    after = tom_in_cms.post(url("edit", asked.pk), nested_form_data(form), follow=True).content.decode()

    asked.refresh_from_db()
    assert asked.stem == "Neuer Wortlaut"
    for page in (before, after):
        told = page[page.index("lh-published-in") :]
        assert ">Der Anfang</a>" in told
        assert "behält den bisherigen Wortlaut" in told
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[course.pk])}"' in told
    assert EditionQuestion.objects.get().content["stem"] != "Neuer Wortlaut"


def test_question_that_no_learner_has_seen_says_nothing_about_them(tom_in_cms, course):
    draft = quizzes.question(course_key=course.translation_key)
    content.lesson_page(content.module_page(course), body=[content.check_block(draft)])

    assert "lh-published-in" not in tom_in_cms.get(url("edit", draft.pk)).content.decode()
