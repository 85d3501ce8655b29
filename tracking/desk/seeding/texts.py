"""Words for invented courses: of everyday length, so that pages weigh what real ones weigh."""

from random import Random
from typing import Any

SUBJECTS = [
    "E-Mails",
    "Akten",
    "Besprechungen",
    "Bescheide",
    "Tabellen",
    "Formulare",
    "Passwörter",
    "Protokolle",
    "Projekte",
    "Termine",
    "Daten",
    "Anträge",
    "Präsentationen",
    "Umfragen",
    "Vorlagen",
    "Abläufe",
]
DEEDS = [
    "klar schreiben",
    "gemeinsam ordnen",
    "sicher weitergeben",
    "schneller finden",
    "gut vorbereiten",
    "richtig prüfen",
    "einfach gestalten",
    "zusammen verbessern",
]
SENTENCES = [
    "Am Montagmorgen liegen drei Anfragen auf dem Tisch, und alle drei sind eilig.",
    "Frau Yıldız fragt nach, bevor sie antwortet: Wer braucht das Ergebnis, und wofür?",
    "Ein kurzer Satz am Anfang erspart später eine lange Erklärung.",
    "Was für die einen selbstverständlich ist, kennen die anderen noch nicht.",
    "Legen Sie gemeinsam fest, wo die gültige Fassung liegt, und löschen Sie die Kopien.",
    "Wer die Frage der Bürgerin kennt, findet die passenden Worte leichter.",
    "Prüfen Sie zuerst, ob die Angaben vollständig sind, und rechnen Sie erst dann.",
    "Das Team hat sich auf drei Regeln geeinigt und schreibt sie an die Wand.",
    "Ein Vertreter muss den Vorgang ohne Rückfrage weiterführen können.",
    "Nicht jede Nachricht braucht eine Antwort, aber jede Frage braucht eine.",
    "Fragen Sie nach dem Zweck, wenn jemand Daten haben möchte.",
    "Ein Beispiel aus dem eigenen Referat erklärt mehr als eine Definition.",
    "Nach zwei Wochen schaut das Team zurück: Was hat geholfen, was hat gestört?",
    "Kleine Schritte lassen sich leichter zurücknehmen als große.",
    "Wer unsicher ist, ruft an; die Nummer steht auf der ersten Seite.",
    "Am Ende steht, wer bis wann was tut.",
]


def course_title(number: int) -> str:
    """The same words come back after 128 courses, with a number."""
    subject, deed = SUBJECTS[number % len(SUBJECTS)], DEEDS[number // len(SUBJECTS) % len(DEEDS)]
    again = number // (len(SUBJECTS) * len(DEEDS))
    return f"{subject} {deed}" + (f" {again + 1}" if again else "")


def paragraph(chance: Random, sentences: int) -> str:
    return f"<p>{' '.join(chance.sample(SENTENCES, sentences))}</p>"


def lesson_blocks(chance: Random, question_ids: list[int]) -> list[tuple[str, dict[str, Any]]]:
    """About 250 words in five sections, as the page editor would store them."""
    return [
        (
            "scenario",
            {
                "title": "Dienstag, 9.15 Uhr, im Referat",
                "text": paragraph(chance, 3),
                "quote": f"„{chance.choice(SENTENCES)}“",
                "after": paragraph(chance, 1),
            },
        ),
        ("text", {"heading": "Worauf es ankommt", "text": paragraph(chance, 6) + paragraph(chance, 5)}),
        ("text", {"heading": "So gehen Sie vor", "text": paragraph(chance, 6) + paragraph(chance, 4)}),
        ("check", {"heading": "", "questions": question_ids}),
        ("takeaways", {"points": chance.sample(SENTENCES, 3)}),
    ]


def answers(chance: Random, kind: str) -> list[dict[str, Any]]:
    """Four options; the right ones stand anywhere, those of a sort question are all right."""
    right = set(chance.sample(range(4), {"single": 1, "multiple": 2, "sort": 4}[kind]))
    return [
        {"text": text, "is_correct": position in right, "feedback": paragraph(chance, 1)}
        for position, text in enumerate(chance.sample(SENTENCES, 4))
    ]
