from enum import Enum


class Verb(Enum):
    """The verbs that the platform speaks: ADL's, with words in both languages."""

    REGISTERED = ("registered", "hat sich eingeschrieben", "registered")
    INITIALIZED = ("initialized", "hat begonnen", "initialized")
    ANSWERED = ("answered", "hat beantwortet", "answered")
    COMPLETED = ("completed", "hat abgeschlossen", "completed")

    def __init__(self, word: str, german: str, english: str) -> None:
        self.iri = f"http://adlnet.gov/expapi/verbs/{word}"
        self.display = {"de": german, "en": english}
