"""What authors get wrong in questions of every kind: what must not be published, and what gives the answer away."""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from courses.quizzes.findings import QuestionFinding
from courses.quizzes.frozen import FrozenQuestion

_ALL_OR_NONE = re.compile(
    r"\b(?:alle|keine|beide|nichts)s?\s+(?:\w+\s+){0,2}(?:antworten|genannten|aussagen|davon|oben)\b"
    r"|\b(?:all|none|both)\s+of\s+(?:the\s+above|these|them)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:nicht|kein(?:e[mnrs]?)?|nie(?:mals)?|not|never|except)\b", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(?:immer|nie(?:mals)?|ausnahmslos|grundsätzlich|stets|jede[mnrs]?|always|never|every|invariably)\b",
    re.IGNORECASE,
)
_MUCH_LONGER = 1.5


def shape(question: FrozenQuestion, *, at_least: int) -> tuple[QuestionFinding, ...]:
    """What a question of any kind needs before learners may see it."""
    return tuple(_shape(question, at_least))


def hints(question: FrozenQuestion) -> tuple[QuestionFinding, ...]:
    """What gives a choice away, or makes it harder to read than what it asks for."""
    return tuple(_hints(question))


def _shape(question: FrozenQuestion, at_least: int) -> Iterator[QuestionFinding]:
    if not question.stem.strip():
        yield QuestionFinding(
            code="no_stem",
            severity="block",
            message=_("Die Frage hat keinen Text."),
            what_to_do=_("Schreiben Sie, was die Lernenden entscheiden sollen."),
        )
    if len(question.answers) < at_least:
        yield QuestionFinding(
            code="too_few",
            severity="block",
            message=_("Die Frage hat %(count)d Antworten, nötig sind mindestens %(least)d.")
            % {"count": len(question.answers), "least": at_least},
            what_to_do=_("Ergänzen Sie Antworten, die jemand im Alltag wirklich wählen könnte."),
        )
    texts: set[str] = set()
    for answer in question.answers:
        text = " ".join(answer.text.split()).casefold()
        if not text:
            yield QuestionFinding(
                code="no_text",
                severity="block",
                message=_("Eine Antwort hat keinen Text."),
                what_to_do=_("Schreiben Sie den Text der Antwort, oder löschen Sie sie."),
                answer_key=answer.key,
            )
        elif text in texts:
            yield QuestionFinding(
                code="same_text",
                severity="block",
                message=_("Die Antwort „%(text)s“ kommt zweimal vor.") % {"text": answer.text},
                what_to_do=_("Ändern oder löschen Sie eine der beiden."),
                answer_key=answer.key,
            )
        texts.add(text)
        if not strip_tags(answer.feedback).strip():
            yield QuestionFinding(
                code="no_feedback",
                severity="block",
                message=_("Die Antwort „%(text)s“ hat keine Rückmeldung.") % {"text": answer.text},
                what_to_do=_("Schreiben Sie in einem Satz, warum sie passt oder nicht passt."),
                answer_key=answer.key,
            )


def _hints(question: FrozenQuestion) -> Iterator[QuestionFinding]:
    if _NEGATION.search(question.stem):
        yield QuestionFinding(
            code="negation",
            severity="warn",
            message=_("Die Frage enthält eine Verneinung. Beim schnellen Lesen wird sie oft übersehen."),
            what_to_do=_("Fragen Sie nach dem, was zutrifft."),
        )
    right = [len(answer.text) for answer in question.answers if answer.is_correct]
    wrong = [len(answer.text) for answer in question.answers if not answer.is_correct]
    if right and wrong and min(right) > _MUCH_LONGER * max(wrong):
        yield QuestionFinding(
            code="longest_is_right",
            severity="warn",
            message=_("Die richtige Antwort ist deutlich länger als alle anderen und verrät sich dadurch."),
            what_to_do=_("Kürzen Sie sie, oder machen Sie die anderen ebenso genau."),
        )
    for answer in question.answers:
        if _ALL_OR_NONE.search(answer.text):
            yield QuestionFinding(
                code="all_or_none",
                severity="warn",
                message=_("„%(text)s“ fasst die anderen Antworten zusammen und prüft das Lesen, nicht das Wissen.")
                % {"text": answer.text},
                what_to_do=_("Ersetzen Sie sie durch eine eigene Antwort."),
                answer_key=answer.key,
            )
        elif absolute := _ABSOLUTE.search(answer.text):
            yield QuestionFinding(
                code="absolute",
                severity="warn",
                message=_("Das Wort „%(word)s“ macht eine Antwort leicht als falsch erkennbar.")
                % {"word": absolute[0]},
                what_to_do=_("Beschreiben Sie den Fall genauer, statt ihn zu verallgemeinern."),
                answer_key=answer.key,
            )
