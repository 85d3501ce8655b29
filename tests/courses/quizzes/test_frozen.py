import json
from uuid import uuid4

import pytest

from courses.quizzes.frozen import freeze, thaw
from tests.factories.quizzes import answers, frozen_question, question


@pytest.mark.django_db
def test_freeze_and_thaw_give_the_same_question():
    stored = question(course_key=uuid4(), hint="Tipp", passage="Drei Fragen, ein Satz")
    stored.refresh_from_db()

    content = json.loads(json.dumps(freeze(stored)))

    assert thaw(content) == stored.frozen()


@pytest.mark.django_db
def test_frozen_question_has_the_keys_of_the_stream_and_of_the_translation():
    raw = answers("abc", right="b")
    stored = question(course_key=uuid4(), answers=raw)
    stored.refresh_from_db()

    frozen = stored.frozen()

    assert frozen.key == stored.translation_key
    assert [answer.key for answer in frozen.answers] == [each["id"] for each in raw]
    assert [answer.is_correct for answer in frozen.answers] == [False, True, False]
    assert [answer.feedback for answer in frozen.answers] == [f"<p>Rückmeldung {key}</p>" for key in "abc"]


@pytest.mark.django_db
def test_frozen_question_has_links_that_a_browser_can_follow(django_assert_num_queries):
    raw = answers("abc", right="b")
    raw[0]["value"]["feedback"] = '<p><a linktype="page" id="999999">weg</a> <a href="https://example.org">da</a></p>'
    stored = question(course_key=uuid4(), answers=raw)
    stored.refresh_from_db()

    assert "linktype" not in stored.frozen().answers[0].feedback


def test_answer_of_a_key_the_question_does_not_have_is_a_key_error():
    with pytest.raises(KeyError):
        frozen_question("single").answer("z")
