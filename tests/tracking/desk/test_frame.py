"""What every page has around its content, and the style sheet behind it."""

import re
from datetime import datetime
from gzip import compress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from learning.core.templatetags.components import STATES, minutes, state_badge, when
from tests.tracking.desk.conftest import LESSON_1, LESSON_2

STATIC = Path(settings.BASE_DIR, "learning", "core", "static")
TEMPLATES = Path(settings.BASE_DIR, "templates")


def test_app_css_equals_its_sources():
    call_command("join_css", check=True)


def test_styles_and_scripts_keep_their_budgets():
    styles = sum(len(compress((STATIC / "css" / name).read_bytes())) for name in ("app.css", "reports.css"))
    scripts = sum(len(compress(path.read_bytes())) for path in (STATIC / "js").glob("*.js"))

    assert styles <= 20_000
    assert scripts <= 30_000


def test_every_icon_that_a_template_names_is_in_the_sprite():
    known = set(re.findall(r'id="i-([a-z-]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r"(?:icon|way)\((?:url_for\([^)]*\)[^,]*, )?\"([a-z-]+)\"", template.read_text())
    }

    assert named | {mark for mark, _css, _word in STATES.values()} <= known


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/", "/kurse/user-storys/", LESSON_1, LESSON_2, "/was-andere-sehen/", "/seite/hilfe/", "/x/"]
)
def test_pages_have_one_heading_a_skip_link_and_nothing_inline(signed_in, enrolment, url):
    page = signed_in.get(url).content.decode()

    assert page.count("<h1") == 1
    assert page.index('class="skip"') < page.index("<header")
    assert ' style="' not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.findall(r'(?:src|href)="https?://', page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_theme_of_the_profile_is_on_the_page(signed_in, lena):
    lena.theme = "dark"
    lena.save()

    assert 'data-theme="dark"' in signed_in.get("/seite/hilfe/").content.decode()


def test_minutes_never_break_over_two_lines():
    assert minutes(8) == "8\N{NO-BREAK SPACE}Min."


@pytest.mark.parametrize("name", [None, "new", "begun", "understood", "completed"])
def test_state_is_mark_and_word(name):
    assert re.search(r"<use href=.+>(Neu|Begonnen|Verstanden|Abgeschlossen)</span>$", state_badge(name))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-26T09:00:00+01:00", "heute"),
        ("2026-11-25T23:59:00+01:00", "gestern"),
        ("2026-11-23T12:00:00+01:00", "am Montag"),
        ("2026-10-12T12:00:00+02:00", "am 12. Oktober 2026"),
    ],
)
def test_when_says_a_day_as_a_person_would(time_machine, at, words):
    time_machine.move_to("2026-11-26T10:00:00+01:00")

    assert when(datetime.fromisoformat(at)) == words


@pytest.mark.parametrize(
    ("address", "entry", "said"),
    [
        ("/", "Mein Lernen", "page"),
        ("/katalog/", "Katalog", "page"),
        ("/kurse/user-storys/", "Katalog", "true"),
        (LESSON_1, "Mein Lernen", "true"),
    ],
)
def test_every_page_of_a_course_marks_where_it_belongs(signed_in, enrolment, address, entry, said):
    page = signed_in.get(address).content.decode()
    navigation = page[page.index('<nav class="nav"') : page.index("</nav>")]

    assert re.findall(r'aria-current="(\w+)">([^<]+)<', navigation) == [(said, entry)]
