"""What people type, and what is right to find: judged by hand, by reading the courses. Also what is not found, or found
wrongly, so that the figures say how good the search is and not how well the questions were chosen."""

from typing import NamedTuple

from tests.courses.catalogue.evaluation_courses import COMPETENCES, COURSES, TOPICS


class Case(NamedTuple):
    """`right`: the course that must come first, then all others that are right to find."""

    kind: str
    query: str
    right: tuple[str, ...]


def of_topic(*topics: str) -> tuple[str, ...]:
    return tuple(slug for slug in COURSES if TOPICS[slug] in topics)


def of_competence(*codes: str) -> tuple[str, ...]:
    return tuple(slug for slug in COURSES if set(COMPETENCES[slug]) & set(codes))


def cases(kind: str, *queries: tuple[str, ...]) -> list[Case]:
    """What stands first in a row and again among those of a topic or a competence counts once."""
    return [Case(kind, query, tuple(dict.fromkeys(right))) for query, *right in queries]


ADVANCED = ("tabellen", "strasse")
BASIC = tuple(slug for slug in COURSES if slug not in ADVANCED)

CASES = [
    *cases(
        "title",
        ("user story", "story"),
        ("Datenschutzgrundlagen", "datenschutz"),
        ("künstliche intelligenz", "kI"),
        ("elektronische akte", "akte"),
        ("straßenbaumaßnahmen", "strasse"),
        ("formulare", "haeuser"),
        ("formular", "haeuser"),
        ("software", "open-source"),
        ("  DATENSCHUTZ!!! ", "datenschutz"),
    ),
    *cases(
        "English",
        ("spreadsheets", "tabellen"),
        ("spreadsheet", "tabellen"),
        ("safe passwords", "passwort"),
        ("fraudulent email", "phishing"),
        ("meetings", "sitzung"),
        ("process", "prozess", "strasse"),
        ("how do I write a user story", "story"),
        ("agile collaboration", "methoden", *of_competence("V2")),
        ("stories", "story"),
        ("accessibility", "haeuser", *of_competence("V6")),
    ),
    *cases(
        "everyday word",
        ("wunschzettel", "story"),
        ("bürgerinnen", "brief"),
        ("widerstand", "fuehrung"),
        ("baustelle", "strasse"),
        ("tagesordnung", "sitzung"),
        ("interview", "befragen"),
        ("zweck", "story"),
        ("pünktlich", "sitzung"),
        ("antrag", "prozess"),
        ("lizenz", "open-source"),
        ("kunden befragen", "befragen"),
        ("protokoll schreiben", "sitzung"),
    ),
    *cases(  # nobody wrote them into a course: only one more search word would help
        "word of nobody's",
        ("spam", "phishing"),
        ("zoom", "video"),
        ("klauen von daten", "phishing"),
        ("personas", "befragen"),
        ("sitzordnung bei terminen", "sitzung"),
        ("bürgerfreundlich", "brief"),
        ("moderieren", "sitzung"),
        ("teamleitung", "fuehrung"),
    ),
    *cases(
        "synonym",
        ("anforderung", "story"),
        ("lastenheft", "story"),
        ("scrum", "methoden"),
        ("meeting", "sitzung"),
        ("excel", "tabellen"),
        ("kennwort", "passwort"),
        ("chatgpt", "kI"),
        ("dsgvo", "datenschutz"),
        ("open source", "open-source"),
        ("leichte sprache", "brief"),
        ("jour fixe", "sitzung"),
        ("ki", "kI"),
        ("pdf", "barriere-pdf"),
        ("vorgesetzte", "fuehrung"),
        ("homeoffice", "video"),
    ),
    *cases(
        "umlaut",
        ("Häuser", "haeuser"),
        ("haeuser", "haeuser"),
        ("hauser", "haeuser"),
        ("fuehren", "fuehrung"),
        ("fuhren", "fuehrung"),
        ("kuenstliche", "kI"),
        ("verstandliche", "brief"),
        ("verstaendlich", "brief"),
        ("buero", "kI"),
        ("muedigkeit", "video"),
        ("souveraenitaet", "open-source"),
        ("passwoerter", "passwort"),
        ("passworter", "passwort"),
        ("strassen", "strasse"),
        ("groesse", "strasse"),
    ),
    *cases(
        "part of a compound",
        ("schutz", "datenschutz", *of_competence("4.1")),
        ("grundlagen", "datenschutz", *BASIC),
        ("konferenz", "video"),
        ("kalkulation", "tabellen"),
        ("heft", "story"),
        ("massnahmen", "strasse"),
        ("video", "video"),
        ("barriere", "haeuser", *of_competence("V6")),
        ("tabelle", "tabellen"),
        ("speicher", "passwort"),
        ("sprache", "brief"),
        ("modell", "kI"),
        ("alltag", "kI"),
        ("plan", "akte", "video", "strasse"),
        ("eingang", "prozess"),
        ("geschichte", "story"),
    ),
    *cases(
        "longer compound",
        ("sitzungsleitung", "sitzung", "fuehrung"),
        ("datenschutzbeauftragte", "datenschutz"),
        ("passwortregeln", "passwort"),
        ("besprechungsraum", "sitzung"),
        ("pivottabellen", "tabellen"),
        ("bescheidsprache", "brief"),
    ),
    *cases(
        "other ending",
        ("methode", "methoden"),
        ("methodisch", "methoden"),
        ("haus", "haeuser"),
        ("barrierefrei", "haeuser", *of_competence("V6")),
        ("barrierefreiheit", "haeuser", *of_competence("V6")),
        ("nutzer befragt", "befragen"),
        ("befragung", "befragen"),
        ("bescheid schreiben", "brief"),
        ("passwort", "passwort"),
        ("führung", "fuehrung"),
        ("veränderungen", "fuehrung"),
        ("akten", "akte", "prozess"),
        ("besprechung", "sitzung"),
        ("Prozesses", "prozess", "strasse"),
        ("fortgeschritten", "tabellen"),
        ("planung", "strasse", "video"),
        ("beschaffung", "open-source"),
        ("zeichnung", "prozess"),
    ),
    *cases(
        "hyphen",
        ("e-mail", "phishing"),
        ("email", "phishing"),
        ("home-office", "video"),
        ("eakte", "akte"),
        ("pivot", "tabellen"),
        ("excel-tabelle", "tabellen"),
    ),
    *cases(
        "typo",
        ("datenschuz", "datenschutz"),
        ("phising", "phishing"),
        ("fishing", "phishing"),
        ("modration", "sitzung"),
        ("scrm", "methoden"),
        ("scrumm", "methoden"),
        ("passswort", "passwort"),
        ("exzel", "tabellen"),
        ("intervieu", "befragen"),
        ("metting", "sitzung"),
        ("metohden", "methoden"),
        ("methdoe", "methoden"),
        ("agiel", "methoden", *of_competence("V2")),
        ("knaban", "methoden"),
        ("user stroy", "story"),
        ("anforderng", "story"),
        ("anfroderung", "story"),
        ("ablge", "akte"),
        ("sitzung lieten", "sitzung"),
        ("homoffice", "video"),
    ),
    *cases(
        "whole question",
        ("Wie schreibe ich eine gute Anforderung?", "story"),
        ("Wie leite ich eine Sitzung?", "sitzung"),
        ("was ist phishing", "phishing"),
        ("Was muss ich über Datenschutz wissen?", "datenschutz"),
        ("scrum in der finanzverwaltung", "methoden"),
    ),
    *cases(
        "name of a choice",
        ("agil", "methoden", *of_competence("V2")),
        ("nutzerzentrierung", *of_topic("users")),
        ("sicherheit", "passwort", *of_topic("safety")),
        ("klare kommunikation", "brief", *of_topic("clear_language")),
        ("digitale souveränität", "open-source"),
        ("führung im wandel", "fuehrung"),
        ("vertiefung", *ADVANCED),
        ("werkstatt", "befragen"),
    ),
    *cases(
        "lesson",
        ("akzeptanzkriterium", "story"),
        ("akzeptanzkriterien", "story"),
        ("einwilligung", "datenschutz"),
        ("rechtsgrundlage", "datenschutz"),
        ("retrospektive", "methoden"),
        ("durchlaufzeit", "prozess"),
        ("inkremente", "methoden"),
    ),
]

NOTHING = [
    # no course is about it, though some have a word that looks like it
    *(
        "Kunde",
        "Förderung",
        "Satzung",
        "Aufgabe",
        "beschreiben",
        "Wand",
        "Karton",
        "Kasten",
        "Kosten",
        "Kasse",
        "Klasse",
    ),
    *("Leistung", "Anlage", "Vorlage", "Sport", "Schrift", "Vorschrift", "Nation", "Kombination", "Bildung", "Markt"),
    *(
        "Urkunde",
        "Sekunde",
        "Briefing",
        "Schreibtisch",
        "Lage",
        "Vorteil",
        "Gehalt",
        "Urlaub",
        "Essen",
        "Zeitung",
        "Rat",
    ),
    *("Prozessor", "Formel 1 Rennen", "Testament", "Wandern", "Hund", "Tier", "Lohn", "Reise", "Pausenbrot", "latest"),
    # little words
    *("und", "der", "wie", "was ist das", "the", "with", "über"),
    # no words of a language
    *("xylophon", "quantenphysik", "!!!", "zzzzzzzz"),
]
