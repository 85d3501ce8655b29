import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from courses.content.blocks.drawing import drawings
from courses.content.commands import prepare_tree
from courses.content.models import CoursePage, Edition, EditionQuestion, EditionUnit, LessonPage, ModulePage, Offer
from courses.exchange.commands import load_course
from courses.exchange.findings import CourseFileError
from courses.exchange.parsing import parse_course
from courses.quizzes.models import Question
from learning.accounts.models import User
from learning.organisation.models import OrgUnit

STARTER = Path("courses/exchange/starter")
SMALL = """---
key: 3b1f0c5e-58f7-4f0e-9a57-2d6f1c0a7e31
slug: kleiner-kurs
topic: agile
level: basic
format: reading
de:
  title: Kleiner Kurs
  summary: Worum es geht, in einem Satz.
  goals:
    zweck: hinter einem Wunsch den Zweck finden
  synonyms: [Wunsch]
en:
  title: Small course
  summary: What it is about, in one sentence.
  goals:
    zweck: find the purpose behind a request
---

=== de ===
# Modul: Anfangen {#anfangen}
## Lektion: Den Zweck finden {#zweck-finden}
Ziel: nach dem Zweck fragen.

::: text key=drei-fragen title="Drei Fragen"
Fragen Sie **Wozu?**, wie in [der Frage](#pruefung).
:::

:::: check key=pruefung
::: question key=wozu kind=single goal=zweck scenario=yes passage=drei-fragen hint="Ein Wort."
Was fragen Sie zuerst?

- [ ] Wie groß?
  > Das kommt später.
- [x] Wozu?
  > Damit beginnt das Gespräch.
:::
::: question key=ordnen kind=sort goal=zweck scenario=no passage=drei-fragen
Was kommt nacheinander?

- Fragen
  > Zuerst fragen.
- Schreiben
  > Dann schreiben.
- Bauen
  > Zuletzt bauen.
:::
::::

=== en ===
# Module: Beginning {#anfangen}
## Lesson: Find the purpose {#zweck-finden}
Goal: ask for the purpose.

::: text key=drei-fragen title="Three questions"
Ask **what for?**, as in [the question](#pruefung).
:::

:::: check key=pruefung
::: question key=wozu kind=single goal=zweck scenario=yes passage=drei-fragen hint="One word."
What do you ask first?

- [ ] How big?
  > That comes later.
- [x] What for?
  > This starts the conversation.
:::
::: question key=ordnen kind=sort goal=zweck scenario=no passage=drei-fragen
What comes one after the other?

- Ask
  > Ask first.
- Write
  > Then write.
- Build
  > Build last.
:::
::::
"""


def small(**changes):
    text = SMALL
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    return parse_course(text, filename="small.md", drawings=drawings())


def second_lesson(text):
    """The small course with its lesson once more, under other keys, in both languages."""
    copy = text
    for key in ("zweck-finden", "wozu", "ordnen"):
        copy = copy.replace(f"#{key}}}", f"#{key}-zwei}}").replace(f"key={key} ", f"key={key}-zwei ")
    german, english = text.split("=== en ===")
    _head, more_german = copy.split("=== en ===")[0].split("## Lektion:")
    more_english = copy.split("=== en ===")[1].split("## Lesson:")[1]
    return f"{german}## Lektion:{more_german}=== en ==={english}\n## Lesson:{more_english}"


def counts():
    return {model.__name__: model.objects.count() for model in (Page, Question, Revision, Edition, EditionUnit, Offer)}


@pytest.fixture
def folder(db):
    return prepare_tree()


@pytest.fixture
def loaded(folder):
    return load_course(file=small(), folder=folder, filename="small.md")


def test_load_course_publishes_one_edition_in_both_languages(loaded):
    assert loaded.is_new_edition
    assert loaded.created == 6 + 4
    assert (loaded.edition.number, loaded.edition.languages) == (1, ["de", "en"])
    assert list(Edition.objects.values_list("course_key", "number")) == [(small().key, 1)]
    assert list(LessonPage.objects.order_by("locale__language_code").values_list("title", "live")) == [
        ("Den Zweck finden", True),
        ("Find the purpose", True),
    ]
    offer = Offer.objects.get()
    assert (offer.slug, offer.title_de, offer.title_en, offer.is_open) == (
        "kleiner-kurs",
        "Kleiner Kurs",
        "Small course",
        True,
    )


def test_load_course_gives_both_languages_the_same_keys_and_blocks(loaded):
    lessons = list(LessonPage.objects.all())

    assert len({lesson.translation_key for lesson in lessons}) == 1
    assert lessons[0].body[0].id == lessons[1].body[0].id
    assert len({question.translation_key for question in Question.objects.all()}) == 2
    keys = {
        tuple(answer.key for answer in question.frozen().answers) for question in Question.objects.filter(kind="single")
    }
    assert len(keys) == 1


def test_load_course_resolves_passage_goal_and_links_to_blocks(loaded):
    lesson = LessonPage.objects.get(locale__language_code="de")
    question = Question.objects.get(kind="single", locale__language_code="de")
    course = CoursePage.objects.get(locale__language_code="de")

    assert question.passage == "Drei Fragen"
    assert question.goal_key == course.goals[0].id
    assert f'href="#b-{lesson.body[1].id[:8]}"' in lesson.body[0].value["text"].source


def test_load_course_again_changes_nothing_and_is_quick(loaded, folder):
    before = counts()

    started = time.perf_counter()
    again = load_course(file=small(), folder=folder)
    took = time.perf_counter() - started

    assert counts() == before
    assert (again.is_new_edition, again.created, again.changed) == (False, 0, 0)
    assert took < 1


def test_load_course_with_a_changed_lesson_writes_that_page_only(loaded, folder):
    before = dict(Page.objects.values_list("pk", "latest_revision_id"))

    again = load_course(file=small(nach_dem_Zweck_fragen="den Zweck erfragen"), folder=folder)

    changed = [pk for pk, revision in Page.objects.values_list("pk", "latest_revision_id") if before[pk] != revision]
    assert changed == [LessonPage.objects.get(locale__language_code="de").pk]
    assert (again.is_new_edition, again.edition.number, again.changed) == (True, 2, 1)


def test_load_course_with_a_changed_question_cuts_one_edition_without_touching_pages(loaded, folder):
    before = counts()

    again = load_course(file=small(**{"Das_kommt_später.": "Später."}), folder=folder)

    after = counts()
    assert (again.edition.number, after["Edition"]) == (2, 2)
    assert after["Revision"] == before["Revision"] + 1
    assert Edition.objects.get(number=1).digest != again.edition.digest
    assert (
        EditionQuestion.objects.get(edition=again.edition, language="de", content__kind="single").content["answers"][0][
            "feedback"
        ]
        == "<p>Später.</p>"
    )


def test_load_course_with_another_lesson_adds_it(loaded, folder):
    file = parse_course(second_lesson(SMALL), filename="small.md", drawings=drawings())

    again = load_course(file=file, folder=folder)

    assert (again.created, again.edition.number) == (2 + 4, 2)
    assert [len(module["lessons"]) for module in again.edition.outline["modules"]] == [2]


def test_load_course_without_a_lesson_it_had_unpublishes_it(folder):
    load_course(file=parse_course(second_lesson(SMALL), filename="s.md", drawings=drawings()), folder=folder)

    again = load_course(file=small(), folder=folder)

    assert again.withdrawn == 2
    assert list(LessonPage.objects.filter(live=True).values_list("slug", flat=True)) == ["zweck-finden"] * 2
    assert [len(module["lessons"]) for module in again.edition.outline["modules"]] == [1]


def test_load_course_brings_lessons_into_the_order_of_the_file(folder):
    file = parse_course(second_lesson(SMALL), filename="small.md", drawings=drawings())
    load_course(file=file, folder=folder)

    turned = [
        replace(text, modules=tuple(replace(each, lessons=each.lessons[::-1]) for each in text.modules))
        for text in file.texts
    ]
    again = load_course(file=replace(file, texts=tuple(turned)), folder=folder)

    (module,) = again.edition.outline["modules"]
    assert [lesson["slug"]["de"] for lesson in module["lessons"]] == ["zweck-finden-zwei", "zweck-finden"]


def test_load_course_refuses_what_a_person_changed_since_unless_told_to_overwrite(loaded, folder):
    author = User.objects.create_user("tom@lernhafen.example")
    page = LessonPage.objects.get(locale__language_code="de")
    page.goal = "von Hand geändert"
    page.save_revision(user=author).publish()
    file = small(nach_dem_Zweck_fragen="den Zweck erfragen")

    with pytest.raises(CourseFileError) as refused:
        load_course(file=file, folder=folder, filename="small.md")

    assert str(refused.value.findings[0]).startswith("small.md:22: „Den Zweck finden“ wurde seit dem letzten Laden")
    assert LessonPage.objects.get(pk=page.pk).goal == "von Hand geändert"
    load_course(file=file, folder=folder, overwrite=True)
    assert LessonPage.objects.get(pk=page.pk).goal == "den Zweck erfragen."


def test_load_course_that_must_not_be_published_leaves_nothing_behind(folder):
    before = counts()
    file = small()
    empty = replace(file, texts=tuple(replace(text, goals=()) for text in file.texts))

    with pytest.raises(CourseFileError) as refused:
        load_course(file=empty, folder=folder, filename="small.md")

    assert counts() == before
    assert refused.value.findings[0].line == file.texts[0].line
    assert "Lernziel" in refused.value.findings[0].reason


def test_load_course_names_line_and_reason_of_a_value_that_the_editor_would_refuse(folder):
    file = small()
    german = file.texts[0]
    lesson = replace(german.modules[0].lessons[0], goal="x" * 500)
    module = replace(german.modules[0], lessons=(lesson,))
    wrong = replace(file, texts=(replace(german, modules=(module,)),))

    with pytest.raises(CourseFileError) as refused:
        load_course(file=wrong, folder=folder, filename="small.md")

    assert [(each.filename, each.line) for each in refused.value.findings] == [("small.md", lesson.line)]
    assert "goal" in refused.value.findings[0].reason
    assert not CoursePage.objects.exists()


def test_load_course_keeps_the_address_of_another_course(loaded, folder):
    other = small(**{"3b1f0c5e": "4b1f0c5e"})

    with pytest.raises(CourseFileError) as refused:
        load_course(file=other, folder=folder, filename="other.md")

    assert [each.line for each in refused.value.findings] == [SMALL.split("\n").index("slug: kleiner-kurs") + 1]

    assert Offer.objects.get().course_key == small().key


def test_load_course_in_a_language_that_is_not_set_up_is_refused(folder):
    file = small()
    french = replace(file, texts=(*file.texts, replace(file.texts[1], language="fr")))

    with pytest.raises(CourseFileError) as refused:
        load_course(file=french, folder=folder)

    assert "„fr“" in refused.value.findings[0].reason
    assert not CoursePage.objects.exists()


def test_load_courses_loads_the_starter_courses_twice(db, capsys):
    call_command("load_courses", str(STARTER))
    first = capsys.readouterr().out
    before = counts()

    call_command("load_courses", str(STARTER))

    assert "edition 1 (de, en)" in first
    assert "unchanged, edition 1" in capsys.readouterr().out
    assert counts() == before
    assert Offer.objects.filter(is_open=True).count() == len(list(STARTER.glob("*.md")))
    assert Edition.objects.get(about__de__slug="eine-gute-user-story-schreiben").competences == ["V1", "V2"]
    assert not Page.find_problems()[0]


def test_load_courses_goes_on_after_a_broken_file_and_ends_with_1(db, tmp_path, capsys):
    broken = tmp_path / "a.md"
    broken.write_text(SMALL.replace("- [x] Wozu?", "- [ ] Wozu?"))
    (tmp_path / "b.md").write_text(SMALL)
    (tmp_path / "README.md").write_text("Hier liegen Kurse.")

    with pytest.raises(CommandError) as failed:
        call_command("load_courses", str(tmp_path), str(tmp_path / "missing.md"))

    output = capsys.readouterr()
    assert failed.value.returncode == 1
    assert f"{broken}:30: " in output.err
    assert "missing.md:1: Diese Datei gibt es nicht." in output.err
    assert "b.md: edition 1 (de, en)" in output.out
    assert CoursePage.objects.count() == 2
    assert ModulePage.objects.count() == 2


def test_load_courses_says_that_a_folder_has_no_course_file(db, tmp_path):
    with pytest.raises(CommandError, match="There is no course file"):
        call_command("load_courses", str(tmp_path))


def test_load_courses_puts_new_courses_into_the_folder_of_a_unit(db, tmp_path):
    OrgUnit.add_root(code="LAK", name="Landesamt Küstental", kind="agency")
    (tmp_path / "small.md").write_text(SMALL)

    call_command("load_courses", str(tmp_path), folder="LAK")

    course = CoursePage.objects.get(locale__language_code="de")
    assert course.get_parent().specific.unit_code == "LAK"


def test_load_courses_for_an_unknown_unit_says_so(db):
    with pytest.raises(CommandError, match="no unit with the code 'XYZ'"):
        call_command("load_courses", str(STARTER), folder="XYZ")
