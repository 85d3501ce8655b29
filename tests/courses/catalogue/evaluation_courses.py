"""The offer that the evaluation searches. Courses: slug → German title, goals, synonyms, summary, and the English
title."""

COURSES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], str, str]] = {
    "story": (
        "Eine gute User Story schreiben",
        ("hinter einem Wunsch den Zweck finden", "aus Wer, Was und Wozu einen Satz machen"),
        ("Anforderung", "Anforderungen aufschreiben", "Wunschliste", "Nutzergeschichte", "Lastenheft"),
        "Aus einem Wunschzettel wird ein Satz, über den ein Team reden kann.",
        "Write a good user story",
    ),
    "datenschutz": (
        "Datenschutzgrundlagen im Amt",
        ("personenbezogene Daten erkennen", "eine Auskunft geben"),
        ("DSGVO", "Privatsphäre", "Persönlichkeitsrechte"),
        "Was das Gesetz verlangt und was nur üblich ist.",
        "Data protection basics",
    ),
    "methoden": (
        "Agile Methoden im Überblick",
        ("drei Methoden unterscheiden", "die passende auswählen"),
        ("Scrum", "Kanban", "Sprint"),
        "Kanban, Scrum und was dazwischen liegt.",
        "Agile methods at a glance",
    ),
    "haeuser": (
        "Barrierefreie Häuser und Formulare",
        ("Hindernisse sehen, bevor andere darüber fallen",),
        ("Zugänglichkeit", "Inklusion", "BITV"),
        "Eingänge, Schilder, Formulare: für alle.",
        "Accessible buildings and forms",
    ),
    "befragen": (
        "Nutzerinnen und Nutzer befragen",
        ("offene Fragen stellen", "Antworten auswerten"),
        ("Interview", "Umfrage", "Feedback einholen"),
        "Fünf Gespräche sagen mehr als hundert Meinungen.",
        "Interview users",
    ),
    "sitzung": (
        "Besprechungen, die enden",
        ("eine Tagesordnung mit Zielen schreiben", "pünktlich aufhören"),
        ("Sitzung leiten", "Meeting", "Moderation", "Jour fixe"),
        "Wer einlädt, weiß wozu.",
        "Meetings that end",
    ),
    "brief": (
        "Verständliche Bescheide",
        ("einen Bescheid in klarer Sprache schreiben",),
        ("Leichte Sprache", "Amtsdeutsch", "Behördenbrief"),
        "Bürgerinnen und Bürger verstehen beim ersten Lesen, was gilt.",
        "Decisions people understand",
    ),
    "tabellen": (
        "Tabellenkalkulation für Fortgeschrittene",
        ("Pivot-Tabellen lesen", "Formeln prüfen"),
        ("Excel", "Calc", "Rechenblatt"),
        "Zahlen, die stimmen, und Blätter, die andere verstehen.",
        "Spreadsheets for advanced users",
    ),
    "phishing": (
        "Betrügerische E-Mails erkennen",
        ("drei Merkmale prüfen", "richtig melden"),
        ("Phishing", "Schadsoftware", "Virus", "Anhang"),
        "Ein Klick weniger.",
        "Spot fraudulent emails",
    ),
    "passwort": (
        "Sichere Passwörter",
        ("einen Passwortspeicher nutzen", "den zweiten Faktor einrichten"),
        ("Kennwort", "Zwei-Faktor-Anmeldung", "Login"),
        "Lang statt kompliziert.",
        "Safe passwords",
    ),
    "fuehrung": (
        "Führen in Veränderung",
        ("Widerstand als Auskunft hören",),
        ("Change-Management", "Chefin", "Vorgesetzte", "Leitung"),
        "Wer führt, fragt zuerst.",
        "Leading through change",
    ),
    "prozess": (
        "Prozesse zeichnen und vereinfachen",
        ("einen Ablauf als Bild zeigen", "Schleifen finden"),
        ("BPMN", "Geschäftsgang", "Antrag vereinfachen"),
        "Vom Posteingang bis zum Bescheid auf einem Blatt.",
        "Draw and simplify processes",
    ),
    "kI": (
        "Künstliche Intelligenz im Büroalltag",
        ("Antworten einer Maschine prüfen",),
        ("KI", "ChatGPT", "Sprachmodell"),
        "Was sie kann, was sie nicht darf.",
        "Artificial intelligence in everyday office work",
    ),
    "akte": (
        "Elektronische Akte anlegen",
        ("Vorgänge ordnen", "Metadaten vergeben"),
        ("E-Akte", "eAkte", "Aktenplan", "Ablage"),
        "Wiederfinden statt suchen.",
        "Create an electronic file",
    ),
    "video": (
        "Videokonferenzen ohne Müdigkeit",
        ("Pausen planen", "Beteiligung sichern"),
        ("Webkonferenz", "Homeoffice", "Telefonkonferenz"),
        "Kamera an, wenn sie hilft.",
        "Video conferences without fatigue",
    ),
    "barriere-pdf": (
        "PDF-Dokumente zugänglich machen",
        ("Überschriften und Lesereihenfolge setzen",),
        ("Screenreader", "Alternativtext"),
        "Ein Dokument, das sich vorlesen lässt.",
        "Make PDF documents accessible",
    ),
    "open-source": (
        "Freie Software beschaffen",
        ("Lizenzen unterscheiden",),
        ("Open Source", "Digitale Souveränität", "Vergabe"),
        "Kaufen ohne Kette.",
        "Procure free software",
    ),
    "strasse": (
        "Straßenbaumaßnahmen digital planen",
        ("Größen schätzen",),
        ("Tiefbau", "Verkehr"),
        "Von der Karte zur Baustelle.",
        "Plan road works digitally",
    ),
}

TOPICS: dict[str, str] = {
    "story": "users",
    "datenschutz": "safety",
    "methoden": "agile",
    "haeuser": "clear_language",
    "befragen": "users",
    "sitzung": "agile",
    "brief": "clear_language",
    "tabellen": "information",
    "phishing": "safety",
    "passwort": "safety",
    "fuehrung": "leading",
    "prozess": "processes",
    "kI": "creation",
    "akte": "information",
    "video": "collaboration",
    "barriere-pdf": "clear_language",
    "open-source": "sovereignty",
    "strasse": "processes",
}
ADVANCED = {"tabellen", "strasse"}
WORKSHOPS = {"befragen"}
LESSONS: dict[str, tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]] = {
    # title, goal, terms with their explanations
    "story": (
        ("Aus einem Wunsch einen Satz machen", "einen Wunsch so sagen, dass ein Team ihn versteht", ()),
        (
            "Über die Story ins Gespräch kommen",
            "mit der Fachseite reden",
            (("Akzeptanzkriterium", "Woran beide Seiten erkennen, dass es klappt."),),
        ),
    ),
    "datenschutz": (
        (
            "Wem gehören Daten?",
            "eine Rechtsgrundlage nennen",
            (("Einwilligung", "Ein freiwilliges Ja, das man zurücknehmen kann."),),
        ),
    ),
    "methoden": (("Kleine Schritte", "eine Retrospektive leiten", (("Inkrement", "Das Ergebnis eines Sprints."),)),),
    "prozess": (("Wo die Akte liegt", "Liegezeiten messen", (("Durchlaufzeit", "Vom Eingang bis zum Bescheid."),)),),
}
