"""The competences a course can train: DigComp 3.0 (© European Union, 2025, CC BY 4.0; German wording by us) and the
platform's own framework of methods, V1–V6. Data, not phrases of the interface: both languages stand side by side, so
that search finds a name in either. Needs no Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Competence:
    """`names` and `words` per language; `words` are what people say instead of the name, most have none."""

    code: str
    names: Mapping[str, str]
    words: Mapping[str, str]

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]

    def full_name_in(self, language: str) -> str:
        """With its code, as a list shows it: "DigComp 4.1 Geräte schützen", "V3 Prozessgestaltung"."""
        framework = "DigComp " if self.code[0].isdigit() else ""
        return f"{framework}{self.code} {self.name_in(language)}"


@dataclass(frozen=True, slots=True)
class Area:
    """A group of competences, as the frameworks have them."""

    names: Mapping[str, str]
    competences: tuple[Competence, ...]


def _texts(german: str, english: str) -> Mapping[str, str]:
    return {"de": german, "en": english}


def _competence(code: str, german: str, english: str, words: str = "", english_words: str = "") -> Competence:
    return Competence(code, _texts(german, english), _texts(words, english_words))


_c = _competence
AREAS = (
    Area(
        _texts("Informationen suchen, bewerten und ordnen", "Information search, evaluation and management"),
        (
            _c(
                "1.1",
                "Informationen suchen und filtern",
                "Browsing, searching and filtering information",
                "Recherche",
                "research",
            ),
            _c(
                "1.2",
                "Informationen bewerten",
                "Evaluating information",
                "Quellen prüfen, Falschmeldungen",
                "checking sources, fake news",
            ),
            _c("1.3", "Informationen ordnen und ablegen", "Managing information", "Ablage", "filing"),
        ),
    ),
    Area(
        _texts("Kommunikation und Zusammenarbeit", "Communication and collaboration"),
        (
            _c("2.1", "Sich digital verständigen", "Interacting through and with digital technologies"),
            _c("2.2", "Digital teilen", "Sharing through digital technologies", "Dateien freigeben", "sharing files"),
            _c(
                "2.3",
                "Digital am öffentlichen Leben teilhaben",
                "Engaging in citizenship through digital technologies",
                "Bürgerbeteiligung",
                "e-participation",
            ),
            _c(
                "2.4",
                "Digital zusammenarbeiten",
                "Collaborating through digital technologies",
                "Zusammenarbeit",
                "teamwork",
            ),
            _c("2.5", "Digitales Verhalten", "Digital behaviour", "Netiquette", "netiquette"),
            _c(
                "2.6",
                "Digitale Identität pflegen",
                "Managing digital identity",
                "digitaler Fußabdruck",
                "digital footprint",
            ),
        ),
    ),
    Area(
        _texts("Inhalte gestalten", "Content creation"),
        (
            _c("3.1", "Digitale Inhalte erstellen", "Developing digital content"),
            _c("3.2", "Digitale Inhalte überarbeiten und einbinden", "Integrating and re-elaborating digital content"),
            _c("3.3", "Urheberrecht und Lizenzen", "Copyright and licences", "Copyright", "intellectual property"),
            _c(
                "3.4",
                "Informatisches Denken und Programmieren",
                "Computational thinking and programming",
                "Algorithmus",
                "coding",
            ),
        ),
    ),
    Area(
        _texts("Sicherheit, Wohlbefinden und Verantwortung", "Safety, wellbeing and responsible use"),
        (
            _c(
                "4.1",
                "Geräte schützen",
                "Protecting devices",
                "IT-Sicherheit, Informationssicherheit",
                "IT security, cybersecurity",
            ),
            _c(
                "4.2",
                "Personenbezogene Daten und Privatsphäre schützen",
                "Protecting personal data and privacy",
                "Datenschutz, DSGVO",
                "data protection, GDPR",
            ),
            _c(
                "4.3",
                "Wohlbefinden fördern",
                "Supporting wellbeing",
                "Gesundheit, Ergonomie",
                "health, ergonomics",
            ),
            _c(
                "4.4",
                "Umweltfolgen digitaler Technik",
                "Environmental impacts of digital technologies",
                "Nachhaltigkeit, Green IT",
                "sustainability, green IT",
            ),
        ),
    ),
    Area(
        _texts("Probleme erkennen und lösen", "Problem identification and solving"),
        (
            _c(
                "5.1",
                "Technische Probleme erkennen und lösen",
                "Identifying and solving technical problems",
                "Störung, Fehlersuche",
                "troubleshooting",
            ),
            _c(
                "5.2",
                "Bedarf und digitale Lösungen erkennen",
                "Identifying needs and digital technological responses",
                "Bedarfsanalyse",
                "needs analysis",
            ),
            _c(
                "5.3",
                "Kreative Lösungen mit digitaler Technik finden",
                "Identifying creative solutions using digital technologies",
                "Innovation",
                "innovation",
            ),
            _c(
                "5.4",
                "Digitalen Lernbedarf erkennen und angehen",
                "Identifying and addressing digital competence needs",
                "Weiterbildung, lebenslanges Lernen",
                "lifelong learning",
            ),
        ),
    ),
    Area(
        _texts("Methodenkompetenz", "Competence in methods"),
        (
            _c("V1", "Nutzerzentrierung", "Putting users first", "Nutzerorientierung", "user focus"),
            _c("V2", "Agile Zusammenarbeit", "Agile collaboration", "agiles Arbeiten", "agile working"),
            _c("V3", "Prozessgestaltung", "Process design", "Geschäftsprozesse", "business processes"),
            _c("V4", "Führung im Wandel", "Leading through change", "Change-Management", "change management"),
            _c("V5", "Digitale Souveränität", "Digital sovereignty", "Unabhängigkeit", "independence"),
            _c(
                "V6",
                "Klare, barrierefreie Kommunikation",
                "Clear and accessible communication",
                "klare Sprache, Barrierefreiheit",
                "plain language, accessibility",
            ),
        ),
    ),
)
COMPETENCES: Mapping[str, Competence] = {each.code: each for area in AREAS for each in area.competences}


def in_order(codes: Iterable[str]) -> list[str]:
    """Each once, in the order of the frameworks; what is no competence is left out."""
    chosen = set(codes)
    return [code for code in COMPETENCES if code in chosen]
