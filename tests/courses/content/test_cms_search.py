"""Whatever somebody types into a search of the CMS, it answers."""

import pytest
from django.urls import reverse
from modelsearch.query import MATCH_NONE, And, Phrase, PlainText
from wagtail.models import Page

from courses.content.search_backend import LONGEST_WORD, MOST_WORDS, plain

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ODD = ['"', 'a"b', "-", "wort " * 1_500, "a-" * 1_500]
ODDER = [
    "'", '"a" "', '"a" ' * 1_500, "ß" * 5_000, "\x00", "a\x00b", "\ud800x", "\\", "%s %(x)s", "*", "(", "NOT", "a AND",
    "a:b", "title:", "&", "!", "<->", ":*", "^", "{a}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("route", "name"),
    [
        ("wagtailsnippets_quizzes_question:list", "q"),
        ("wagtailadmin_pages:search", "q"),
        ("wagtailadmin_explore_root", "q"),
        ("wagtailadmin_choose_page_search", "q"),
        ("wagtailsnippetchoosers_quizzes_question:choose", "q"),
        ("wagtailsnippetchoosers_quizzes_question:choose_results", "q"),
        ("wagtailimages:index", "q"),
        ("wagtailimages_chooser:choose_results", "q"),
        ("wagtailadmin_api:pages:listing", "search"),
    ],
)
def test_every_search_answers_whatever_is_typed(cms, course, route, name):
    failed = {}
    for typed in ODD + (ODDER if name == "search" else []):  # where no form has looked at it before
        response = cms.get(reverse(route), {name: typed.encode(errors="replace")})
        if response.status_code >= 500:
            failed[typed[:20]] = response.status_code
    assert failed == {}


def test_an_unknown_way_to_join_words_is_the_usual_one(cms, course):
    answer = cms.get(reverse("wagtailadmin_api:pages:listing"), {"search": "Lektion", "search_operator": "x"})

    assert answer.status_code == 200
    assert answer.json()["meta"]["total_count"] == 2


@pytest.mark.parametrize("typed", ["User", '"User Storys"', 'User "', "us", "User-Storys"])
def test_pages_are_found_by_their_words(cms, course, typed):
    found = cms.get(reverse("wagtailadmin_pages:search"), {"q": typed}).context["pages"]

    assert course.pk in [page.pk for page in found]


def test_only_the_first_words_of_all_parts_count():
    many = " ".join(f"w{number}" for number in range(MOST_WORDS + 5))

    assert len(plain(many).split()) == MOST_WORDS
    both = plain(And([PlainText(many[:20], operator="or"), And([Phrase(""), Phrase(many), Phrase("over")])]))
    words = [part.query_string for part in (both.subqueries[0], *both.subqueries[1].subqueries)]
    assert len(" ".join(words).split()) == MOST_WORDS
    assert both.subqueries[0].operator == "or"
    assert plain("x" * 500) == "x" * LONGEST_WORD


@pytest.mark.parametrize("nothing", ["", ' " - ', And([Phrase(" "), PlainText('"')])])
def test_without_a_word_nothing_is_found(nothing):
    assert plain(nothing) == MATCH_NONE
    assert list(Page.objects.all().search(nothing)) == []
