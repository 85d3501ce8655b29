"""People read German first, and English completely: nothing missing, nothing broken, nothing left in German.

That the catalogue holds every text of the source is checked by `.ci/messages`; here is what its translations must be.
"""

import gettext
import re
from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.test import Client
from django.utils.translation import ngettext, override

from courses.content.blocks.drawing import drawings
from courses.content.commands import prepare_tree
from courses.content.models import Offer
from courses.exchange.commands import load_course
from courses.exchange.parsing import parse_course
from learning.accounts.models import User
from learning.organisation.enums import Role
from tests.architecture.catalogue import ENGLISH, Entry, entries, german_in, german_on
from tests.architecture.source import ROOT
from tests.factories.people import OrgUnitFactory, person_with
from tests.factories.tracking import learner
from tracking.enrolment.commands import start_course

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|{{#?[\w-]*}}|{\w+}")
MARKUP = re.compile(r"</?[a-z][^<>]*>")
CODE = re.compile(r"(?:=|: )\"[^\"]*\"")
"""Straight quotation marks belong to code: `title="…"`, `title: "…"`."""
AMERICAN = re.compile(r"\b\w*(?:ization|izing|ized|olor|avior|enter(?=ed on)|catalog|fulfill)\b")
ENDINGS = (".", ":", "?", "…", ",")
ABBREVIATIONS = ("Min.",)
"""Their full stop ends no sentence."""
LIBRARIES_LOCALE = Path("locale/de/LC_MESSAGES/django.mo")


def each(condition: Callable[[Entry], bool]) -> list[str]:
    """The texts of which something holds."""
    return [str(entry) for entry in entries() if condition(entry)]


def placeholders(text: str) -> Counter[str]:
    """What is filled in; the number of an example key ({{#key}}) may read differently."""
    return Counter(re.sub(r"{{#[\w-]+}}", "{{#}}", found) for found in PLACEHOLDER.findall(text))


def test_every_text_is_translated() -> None:
    assert each(lambda entry: not all(entry.msgstrs) or len(entry.msgstrs) != len(entry.msgids)) == []
    assert each(lambda entry: entry.is_fuzzy) == []


def test_every_text_can_be_found_at_run_time() -> None:
    """Collecting does not read `\\N{…}` and `\\u…`: such a text would never be looked up as it was collected."""
    assert each(lambda entry: any("\\" in ours for ours in entry.msgids)) == []


def test_nothing_obsolete_is_kept() -> None:
    assert "#~" not in (ENGLISH / "django.po").read_text(encoding="utf-8")


def test_the_compiled_catalogue_says_the_same() -> None:
    with (ENGLISH / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    def says_something_else(entry: Entry) -> bool:
        first, *more = entry.msgids
        if more and entry.context:
            said = [compiled.npgettext(entry.context, first, more[0], count) for count in (1, 2)]
        elif more:
            said = [compiled.ngettext(first, more[0], count) for count in (1, 2)]
        else:
            said = [compiled.pgettext(entry.context, first) if entry.context else compiled.gettext(first)]
        return tuple(said) != entry.msgstrs

    assert each(says_something_else) == []


def test_placeholders_and_markup_are_those_of_the_source() -> None:
    assert each(lambda entry: any(placeholders(ours) != placeholders(said) for ours, said in entry.pairs)) == []
    assert each(lambda entry: any(MARKUP.findall(ours) != MARKUP.findall(said) for ours, said in entry.pairs)) == []


def test_a_sentence_ends_as_in_the_source() -> None:
    def ends_differently(ours: str, said: str) -> bool:
        return not ours.endswith(ABBREVIATIONS) and any(
            ours.endswith(ending) != said.endswith(ending) for ending in ENDINGS
        )

    assert each(lambda entry: any(ends_differently(*pair) for pair in entry.pairs)) == []
    assert each(lambda entry: any(said != said.strip() for _, said in entry.pairs if "\n" not in said)) == []


def test_no_german_is_left() -> None:
    assert {str(entry): words for entry in entries() for said in entry.msgstrs if (words := german_in(said))} == {}


def test_quotation_marks_and_spelling_are_english() -> None:
    assert each(lambda entry: any(said.count("“") != said.count("”") for said in entry.msgstrs)) == []
    assert each(lambda entry: any(re.search(r"[\"'„‚]", CODE.sub("", said)) for said in entry.msgstrs)) == []
    assert each(lambda entry: any(AMERICAN.search(said) for said in entry.msgstrs)) == []


class Unknown(gettext.NullTranslations):
    """Answers for what a catalogue does not hold."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 -- the shape is that of the standard library
        return ""


def libraries() -> dict[str, gettext.GNUTranslations]:
    """The German catalogues of Django and of the installed apps that are not ours."""
    django = find_spec("django.conf")
    assert django is not None
    assert django.origin is not None
    places = {"django": Path(django.origin).parent} | {app.name: Path(app.path) for app in apps.get_app_configs()}
    found = {}
    for name, place in places.items():
        if (path := place / LIBRARIES_LOCALE).exists() and ROOT / "locale" not in path.parents:
            with path.open("rb") as file:
                found[name] = gettext.GNUTranslations(file)
            found[name].add_fallback(Unknown())
    return found


def test_no_text_is_that_of_a_library_with_another_meaning() -> None:
    """A short German word may be an English one, too ("Form"): then the library's German would be shown for ours, and
    our English for the library's. Such a text takes a context (`pgettext`)."""
    plain = {entry.msgids[0]: entry.msgstrs[0] for entry in entries() if entry.context is None}
    clashes = {
        f"{library}: {ours}": (known, english)
        for library, catalogue in libraries().items()
        for ours, english in plain.items()
        if (known := catalogue.gettext(ours)) and (known != ours or english != ours)
    }

    assert len(libraries()) > 10
    assert clashes == {}


@pytest.mark.parametrize(
    ("language", "one", "two"), [("de", "1 Hinweis", "2 Hinweise"), ("en", "1 note", "2 notes")], ids=["de", "en"]
)
def test_python_counts_in_both_languages(language: str, one: str, two: str) -> None:
    """German has no catalogue: its plural forms are those of the source."""
    with override(language):
        said = [ngettext("%(count)d Hinweis", "%(count)d Hinweise", count) % {"count": count} for count in (1, 2)]

    assert said == [one, two]


@pytest.mark.parametrize(
    ("language", "one", "two"), [("de", "1 Lektion", "2 Lektionen"), ("en", "1 lesson", "2 lessons")], ids=["de", "en"]
)
def test_templates_count_in_both_languages(language: str, one: str, two: str) -> None:
    template = engines["jinja2"].from_string(
        "{% trans total=number %}{{ total }} Lektion{% pluralize total %}{{ total }} Lektionen{% endtrans %}"
    )
    with override(language):
        said = [template.render({"number": number}) for number in (1, 2)]

    assert said == [one, two]


def test_german_pages_are_told_from_english_ones(db: None) -> None:
    client = english_client(learner(language="de"))

    pages = {address: client.get(address) for address in PAGES}
    assert [
        each for each, page in pages.items() if page.status_code == 200 and not german_on(page.content.decode())
    ] == []


@pytest.fixture
def offer(db: None) -> Offer:
    """The course that every installation begins with."""
    file = ROOT / "courses/exchange/starter/eine-gute-user-story-schreiben.md"
    course = parse_course(file.read_text(encoding="utf-8"), filename=file.name, drawings=drawings())
    return Offer.objects.get(edition=load_course(file=course, folder=prepare_tree(), filename=file.name).edition)


def english_client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def assert_english(client: Client, address: str, *, status: int = 200) -> None:
    response = client.get(address, HTTP_ACCEPT_LANGUAGE="en", follow=True)
    page = response.content.decode()

    assert response.status_code == status, address
    assert '<html lang="en"' in page, address
    assert german_on(page) == set(), address


PAGES = (
    "/",
    "/katalog/",
    "/katalog/?q=story",
    "/katalog/?q=quite+unknown",
    "/katalog/?q=story&dauer=10&sprache=en",
    "/was-andere-sehen/",
    "/konto/profil/",
    "/konto/2fa/",
    "/konto/password/change/",
    "/konto/logout/",
    "/seite/hilfe/",
    "/seite/barrierefreiheit/",
    "/seite/datenschutz/",
    "/seite/impressum/",
    "/seite/rueckmeldung/",
)


def test_the_pages_of_a_learner_are_english(offer: Offer) -> None:
    client = english_client(learner(language="en"))

    for address in PAGES:
        assert_english(client, address)
    assert_english(client, "/no-such-page/", status=404)


def test_a_course_and_its_lessons_are_english(offer: Offer) -> None:
    lena = learner(language="en")
    client = english_client(lena)
    about = offer.edition.about["en"]
    assert_english(client, f"/kurse/{about['slug']}/")
    start_course(learner=lena, offer=offer, language="en")

    assert_english(client, "/")
    assert_english(client, f"/kurse/{about['slug']}/")
    for module in offer.edition.outline["modules"]:
        for lesson in module["lessons"]:
            assert_english(client, f"/kurse/{about['slug']}/{lesson['slug']['en']}/")


def test_the_door_is_english(db: None) -> None:
    for address in ("/konto/login/", "/konto/password/reset/", "/konto/inactive/"):
        assert_english(Client(), address)


def test_reports_that_nobody_agreed_yet_are_english(db: None) -> None:
    petra = person_with(Role.HR, OrgUnitFactory(name="Küstental"), language="en")
    client = english_client(petra)

    for address in ("/berichte/methode/", "/was-andere-sehen/", "/"):
        assert_english(client, address)
    assert_english(client, "/berichte/", status=client.get("/berichte/").status_code)
