import pytest
from django.urls import path
from wagtail.models import Locale

from courses.content.blocks import lesson_blocks
from courses.content.checks import CourseDraft, LessonDraft, course_findings, lesson_findings
from courses.content.models import LessonPage, ModulePage
from courses.content.templatetags.content_checks import findings_of
from courses.quizzes.models import Question
from learning import urls as platform
from tests.courses.content.test_readability import lix
from tests.factories import content, quizzes

HARD = (
    "Die Bewilligung der beantragten Zuwendung erfolgt ausschließlich nach vollständiger Vorlage sämtlicher "
    "antragsbegründender Unterlagen einschließlich des ordnungsgemäß unterzeichneten Kassenberichts sowie der "
    "Stellungnahme des zuständigen Fachreferats, soweit diese zum Zeitpunkt der Antragstellung bereits vorliegt."
)


def lesson(*blocks, **fields):
    """With one text, unless other blocks are given."""
    return lesson_of(*(blocks or [content.raw_block("text", **content.TEXT)]), **fields)


def lesson_of(*blocks, **fields):
    values = {"title": "Lektion", "slug": "lektion", "goal": "etwas können", "language": "de"} | fields
    return LessonDraft(body=lesson_blocks().to_python(list(blocks)), **values)


def course(**fields):
    return CourseDraft(**({"title": "Kurs", "slug": "kurs", "summary": "Worum", "goals": ("etwas können",)} | fields))


def told(findings):
    return [(finding.severity.value, finding.where, finding.field, finding.block_number) for finding in findings]


def picture(**value):
    return content.raw_block("drawing", name="shoebox", caption="", **value)


def test_good_lesson_and_course_have_no_finding():
    assert lesson_findings(lesson(content.raw_block("text", **content.TEXT))) == []
    assert course_findings(course()) == []


@pytest.mark.parametrize(
    ("alt", "decorative", "severities"),
    [
        ("", False, ["block"]),
        ("  ", False, ["block"]),
        ("Ein Boot", False, []),
        ("", True, []),
        ("Ein Boot", True, ["warn"]),
    ],
)
def test_picture_is_either_described_or_decorative(alt, decorative, severities):
    findings = lesson_findings(lesson(picture(alt=alt, decorative=decorative)))

    assert [finding.severity for finding in findings] == severities


def test_finding_names_the_place_the_reason_and_the_way_out():
    raw = picture(alt="", decorative=False)

    (finding,) = lesson_findings(lesson(content.raw_block("text", **content.TEXT), raw))

    assert told([finding]) == [("block", "Abschnitt 2 (Zeichnung)", "alt", 2)]
    assert finding.block_id == raw["id"]
    assert str(finding) == (
        "Abschnitt 2 (Zeichnung): Das Bild hat keinen Alternativtext. "
        "Schreiben Sie in einem Satz, was es sagt, oder kreuzen Sie „Nur Schmuck“ an."
    )


@pytest.mark.parametrize("goals", [(), ("",), ("  ", "")])
def test_course_without_a_goal_is_blocked(goals):
    assert told(course_findings(course(goals=goals))) == [("block", "Lernziele", "goals", 0)]


def test_lesson_without_any_section_is_blocked():
    (finding,) = lesson_findings(lesson_of())

    assert told([finding]) == [("block", "Inhalt", "body", 0)]
    assert str(finding) == (
        "Inhalt: Die Lektion ist leer. Fügen Sie mindestens einen Abschnitt ein, zum Beispiel „Text“."
    )


@pytest.mark.parametrize(
    "block", [content.raw_block("text", **content.TEXT), picture(alt="Ein Boot", decorative=False)]
)
def test_one_section_is_enough(block):
    assert lesson_findings(lesson_of(block)) == []


def test_lesson_without_a_goal_is_warned_about():
    assert told(lesson_findings(lesson(goal=" "))) == [("warn", "Danach können Sie …", "goal", 0)]


def test_address_of_another_course_or_lesson_is_blocked():
    assert told(course_findings(course(address_of="Anderer Kurs"))) == [("block", "Adresse", "slug", 0)]
    assert told(lesson_findings(lesson(address_of="Andere Lektion"))) == [("block", "Adresse", "slug", 0)]


@pytest.mark.parametrize("slug", ["beginnen", "angekommen"])
def test_lesson_cannot_have_an_address_of_the_platform(slug):
    assert told(lesson_findings(lesson(slug=slug))) == [("block", "Adresse", "slug", 0)]


urlpatterns = [path("kurse/neu/", lambda _request: None, name="new"), *platform.urlpatterns]


def test_address_that_the_platform_takes_later_is_reserved_too(settings):
    assert course_findings(course(slug="neu")) == []

    settings.ROOT_URLCONF = __name__

    assert told(course_findings(course(slug="neu"))) == [("block", "Adresse", "slug", 0)]


def test_hard_text_is_warned_about_in_german_only():
    block = content.raw_block("text", heading="Text", text=f"<p>{HARD}</p>")
    assert lix(HARD) > 50

    assert told(lesson_findings(lesson(block))) == [("warn", "Abschnitt 1 (Text)", "", 1)]
    assert lesson_findings(lesson(block, language="en")) == []


def test_short_text_has_no_readability():
    block = content.raw_block("text", heading="Text", text="<p>Antragsbegründende Unterlagen einreichen.</p>")

    assert lesson_findings(lesson(block)) == []


@pytest.mark.django_db
def test_check_without_a_question_is_blocked():
    block = content.raw_block("check", heading="", questions=[])

    assert told(lesson_findings(lesson(block))) == [("block", "Abschnitt 1 (Fragen)", "questions", 1)]


@pytest.mark.django_db
def test_deleted_question_is_blocked(draft):
    Question.objects.all().delete()
    page = LessonPage.objects.descendant_of(draft).order_by("path")[0]

    assert told(findings_of(page)) == [("block", "Abschnitt 2 (Fragen), Frage 1", "questions", 2)]


@pytest.mark.django_db
def test_findings_of_a_question_are_found_in_its_lesson(draft):
    raw = quizzes.answers("abc", right="b")
    raw[0]["value"]["feedback"] = ""
    question = quizzes.question(course_key=draft.translation_key, answers=raw)

    findings = lesson_findings(lesson(content.check_block(question)))

    assert ("block", "Abschnitt 1 (Fragen), Frage 1", "questions", 1) in told(findings)


@pytest.mark.django_db
def test_question_chosen_twice_is_blocked(draft):
    question = Question.objects.get()

    findings = lesson_findings(lesson(content.check_block(question, question)))

    assert told(findings)[0] == ("block", "Abschnitt 1 (Fragen), Frage 2", "questions", 1)


@pytest.mark.parametrize(
    ("block", "part", "message"),
    [
        (content.raw_block("drawing", name="weg", alt="Ein Boot"), "name", "„Zeichnung“: Bitte eine gültige Auswahl"),
        (
            content.raw_block("text", heading="K" * 121, text="<p>Da</p>"),
            "heading",
            "„Überschrift“: Bitte sicherstellen",
        ),
        (content.raw_block("takeaways", points=["Eins"] * 6), "points", "„Das nehmen Sie mit“: Es sind höchstens 5"),
        (
            content.raw_block("terms", heading="Wer?", rows=[{"term": "W" * 61, "explanation": "Ein Mensch"}]),
            "rows",
            "„Begriffe 1, Begriff“: Bitte sicherstellen",
        ),
    ],
)
def test_block_that_the_form_would_refuse_is_blocked(block, part, message):
    (finding,) = lesson_findings(lesson(block))

    assert (finding.severity, finding.field) == ("block", part)
    assert finding.message.startswith(message)


@pytest.mark.django_db
def test_more_than_six_questions_in_one_block_are_blocked(draft):
    questions = [quizzes.question(course_key=draft.translation_key) for _each in range(7)]

    assert told(lesson_findings(lesson(content.check_block(*questions)))) == [
        ("block", "Abschnitt 1 (Fragen)", "questions", 1)
    ]


@pytest.mark.django_db
def test_question_of_a_kind_that_is_gone_is_blocked(draft):
    question = quizzes.question(course_key=draft.translation_key, kind="drag")

    (finding,) = lesson_findings(lesson(content.check_block(question)))

    assert finding.message == "Diese Art von Frage gibt es nicht."


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"title": " "}, ["Titel"]),
        ({"summary": ""}, ["Worum es geht"]),
        ({"summary": "K" * 301}, ["Worum es geht"]),
        ({"slug": "Kein Slug!"}, ["Kurztitel"]),
        ({"goals": [content.raw_block("goal") | {"value": "k" * 201}]}, ["Lernziele"]),
    ],
)
@pytest.mark.django_db
def test_field_that_the_form_would_refuse_is_blocked(draft, fields, places):
    for name, value in fields.items():
        setattr(draft, name, value)

    assert [finding.where for finding in findings_of(draft)] == places


@pytest.mark.django_db
def test_module_needs_a_title(draft):
    module = ModulePage.objects.descendant_of(draft).get()
    module.title = ""

    assert [finding.field for finding in findings_of(module)] == ["title"]


@pytest.mark.django_db
def test_lesson_is_checked_with_the_question_of_its_own_language(draft):
    question = Question.objects.get()
    twin = question.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.stem = ""
    twin.save()
    english = content.english_twin(draft)

    page = LessonPage.objects.descendant_of(english).order_by("path")[0]

    assert [finding.message for finding in findings_of(page)] == ["Die Frage hat keinen Text."]
    assert findings_of(LessonPage.objects.descendant_of(draft).order_by("path")[0]) == []


def test_blocking_findings_come_first():
    findings = lesson_findings(lesson(picture(alt="", decorative=False), goal=""))

    assert [finding.severity for finding in findings] == ["block", "warn"]


def test_pages_of_other_kinds_have_no_findings():
    assert findings_of(None) == []


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (content.raw_block("text", heading="", text="<p></p>"), [("", "heading"), ("", "text")]),
        (content.raw_block("text", heading=" ", text="<p>Da</p>"), [("", "heading")]),
        (content.raw_block("takeaways", points=["Ein Satz", ""]), [(", Eintrag 2", "points")]),
        (content.raw_block("takeaways", points=[]), [("", "points")]),
        (
            content.raw_block("terms", heading="Wer?", rows=[{"term": "Wer", "explanation": "", "example": ""}]),
            [(", Eintrag 1", "rows")],
        ),
        (content.raw_block("picture", image=None, alt="Ein Boot"), [("", "image")]),
        (content.raw_block("scenario", title="Montag", text="<p>Da</p>", quote="", after=""), []),
    ],
)
def test_part_that_is_required_keeps_a_lesson_from_being_published(block, found):
    findings = lesson_findings(lesson(block))

    assert [(finding.where.partition(")")[2], finding.field) for finding in findings] == found
    assert {finding.severity.value for finding in findings} <= {"block"}


def test_required_parts_are_those_declared_whatever_a_form_has_put_off():
    """Wagtail takes `required` away from the blocks that all share while it saves a draft."""
    shared = lesson_blocks()
    shared.defer_required_validation()
    try:
        findings = lesson_findings(lesson(content.raw_block("text", heading="", text="<p>Da</p>")))
    finally:
        shared.restore_deferred_validation()

    assert [finding.field for finding in findings] == ["heading"]


def test_findings_follow_each_other_as_the_lesson_does():
    empty = content.raw_block("text", heading="", text="<p>Da</p>")

    findings = lesson_findings(lesson(empty, picture(alt="", decorative=False), empty))

    assert [finding.block_number for finding in findings] == [1, 2, 3]


def test_course_without_a_text_for_the_catalogue_is_not_published():
    assert told(course_findings(course(summary=" "))) == [("block", "Worum es geht", "summary", 0)]
