"""A small course that uses everything the format can say, to be read and to be broken."""

from typing import Any

import pytest

from courses.exchange.course_file import CourseFile, QuestionFile
from courses.exchange.findings import Problem
from courses.exchange.parsing import CourseFileError, parse_course

DRAWINGS = ("shoebox", "wish-list")
COURSE = """\
---
key: 5b8e0b3c-6c1f-4f0e-9a57-2d6f1c0a7e31
slug: gute-story
topic: agile
level: basic
format: reading
competences: [V1, 1.2]
de:
  title: Eine gute Story
  summary: Vom Wunsch zum Satz.
  goals:
    wozu: den Zweck finden
    satz: einen Satz schreiben
  synonyms: [Anforderung, Wunsch]
en:
  title: A good story
  summary: From wish to sentence.
  goals:
    wozu: find the purpose
    satz: write a sentence
---

=== de ===

# Modul: Anfang {#anfang}

## Lektion: Fragen {#fragen}
Ziel: nach dem Zweck fragen.

::: scenario key=montag title="Montag, 8.40 Uhr"
Herr Dierks **tippt** auf Zeile 1.

> „Wir brauchen
> ein Feld.“

Aylin fragt: „Wozu?“
:::

::: text key=zweck title="Der Zweck"
Lesen Sie [die Szene](#montag) oder [mehr](https://example.org/a).

- Wer
- Wozu
:::

::: terms key=drei title="Drei Fragen"
Es gibt drei.

- **Wer?** Ein Mensch
  mit einer Aufgabe.
  > „Kassenwartin“
- **Wozu?** Der Zweck.
:::

::: before_after key=vorher title="Vorher und nachher"
Upload-Feld.

- **Wer** Als Kassenwartin
- **Wozu** damit es klappt.

Jetzt geht es.
:::

::: drawing key=karton name=shoebox alt="Ein Karton."
:::

::: drawing key=zettel name=wish-list decorative=yes
Der Zettel.
:::

:::: check key=pruefung title="Ihre Entscheidung"
::: question key=antwort kind=single goal=wozu scenario=yes passage=zweck hint="Denken Sie nach."
Was antworten Sie?

- [ ] „Ja.“
  > **Noch nicht.** Wozu denn?
- [x] „Wozu?“ {#nachfragen}
  > Gut.
:::
::: question key=mehrere kind=multiple goal=wozu passage=montag
Was hilft?

- [x] Fragen
  > Ja.
- [x] Zuhören
  > Ja.
- [ ] Nicken
  > Nein.
:::
::: question key=ordnen kind=sort goal=satz scenario=ja passage=zweck
Ordnen Sie.

1. Zuhören
   > Zuerst.
2. Fragen
   > Dann.
3. Schreiben
   > Zuletzt.
:::
::::

::: takeaways key=mitnehmen
- Eins.
- Zwei.
- Drei.
:::

::: transfer key=transfer
Und bei Ihnen?

- **Wenn** jemand eine Lösung nennt,
- **dann** frage ich: Wozu?
:::

=== en ===

# Module: Start {#anfang}

## Lesson: Ask {#fragen}
Goal: ask for the purpose.

::: scenario key=montag title="Monday"
Mr Dierks taps on line 1.
:::

::: text key=zweck title="The purpose"
Read on.
:::

::: terms key=drei title="Three questions"
- **Who?** A person.
- **Why?** The purpose.
:::

::: before_after key=vorher title="Before and after"
Upload field.

- **Who** As a treasurer
- **Why** so that it works.
:::

::: drawing key=karton name=shoebox alt="A box."
:::

::: drawing key=zettel name=wish-list decorative=yes
:::

:::: check key=pruefung
::: question key=antwort kind=single goal=wozu scenario=yes passage=zweck
What do you say?

- [ ] “Yes.”
  > Not yet.
- [x] “What for?”
  > Good.
:::
::: question key=mehrere kind=multiple goal=wozu passage=montag
What helps?

- [x] Asking
  > Yes.
- [x] Listening
  > Yes.
- [ ] Nodding
  > No.
:::
::: question key=ordnen kind=sort goal=satz scenario=yes passage=zweck
Put in order.

1. Listen
   > First.
2. Ask
   > Then.
3. Write
   > Last.
:::
::::

::: takeaways key=mitnehmen
- One.
- Two.
- Three.
:::

::: transfer key=transfer
And you?

- **If** someone names a solution,
- **then** I ask: what for?
:::
"""


def parse(text: str) -> CourseFile:
    return parse_course(text, filename="kurs.md", drawings=DRAWINGS)


def found(text: str) -> list[tuple[Problem, int]]:
    with pytest.raises(CourseFileError) as caught:
        parse(text)
    return [(finding.problem, finding.line) for finding in caught.value.findings]


def changed(old: str, new: str) -> tuple[str, int]:
    """The course with the first `old` replaced, and the line that then differs."""
    assert old in COURSE
    line = COURSE[: COURSE.index(old)].count("\n") + 1
    return COURSE.replace(old, new, 1), line


def fields_of(course: CourseFile, key: str, language: int = 0) -> dict[str, Any]:
    """Of one block of the first lesson."""
    blocks = course.texts[language].modules[0].lessons[0].blocks
    return next(dict(block.fields) for block in blocks if block.key == key)


def questions_of(course: CourseFile, language: int = 0) -> tuple[QuestionFile, ...]:
    return tuple(fields_of(course, "pruefung", language)["questions"])
