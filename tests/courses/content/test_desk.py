"""What trainers see first, the step that comes next, and what deleting means."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from courses.content.commands import open_folder, prepare_tree
from courses.content.desk import courses_in_hand, next_step
from courses.content.models import CourseFolderPage, CoursePage, Edition, LessonPage, ModulePage
from courses.content.queries import seen_by_learners
from learning.accounts.models import User
from learning.core.commands import deliver_due
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.enums import Role, UnitKind
from tests.factories import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def tom(db) -> User:
    land = create_unit(code="KL", name="Küstenland", kind=UnitKind.LAND)
    create_unit(code="MI", name="Ministerium des Innern", kind=UnitKind.MINISTRY, parent=land)
    culture = create_unit(code="MK", name="Ministerium für Kultur", kind=UnitKind.MINISTRY, parent=land)
    user = User.objects.create_user("tom@lernhafen.example", "geheim", first_name="Tom")
    grant_role(user=user, role=Role.TRAINER, unit=culture)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def toms_cms(tom) -> Client:
    client = Client()
    client.force_login(tom)
    return client


@pytest.fixture
def folder(tom) -> CourseFolderPage:
    return CourseFolderPage.objects.get(unit_code="MK", locale__language_code="de")


def home(cms: Client) -> str:
    page = cms.get(reverse("wagtailadmin_home")).content.decode()
    return page[page.index('class="lh-desk"') :]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", html).split())


def test_empty_desk_says_how_to_begin(toms_cms, folder):
    page = home(toms_cms)

    assert reverse("wagtailadmin_pages:add", args=["content", "coursepage", folder.pk]) in page
    assert "Hier steht bald Ihr erster Kurs." in page


def test_desk_shows_own_courses_and_what_is_open_in_them(toms_cms, folder):
    content.live_course(folder=folder, title="Fertiger Kurs")
    draft = content.course_page(folder=folder, title="Neuer Entwurf", summary="", goals=[])
    draft.save_revision(clean=False)
    content.live_course(folder=open_folder(unit_code="MI"), title="Fremder Kurs")

    page = words(home(toms_cms))

    assert "Fremder Kurs" not in page
    entwurf, fertig = page.index("Neuer Entwurf"), page.index("Fertiger Kurs")
    assert entwurf < fertig
    assert "Entwurf 1 Seite noch nicht veröffentlicht 2 Stellen fehlen noch" in page[entwurf:fertig]
    assert "Der Kurs hat noch kein Modul. Als Nächstes: Ein Modul anlegen" in page[entwurf:fertig]
    assert "im Katalog 1 Modul, 2 Lektionen" in page[fertig:]
    assert "Alles ist veröffentlicht. Als Nächstes: So sehen Lernende den Kurs" in page[fertig:]


def test_desk_costs_the_same_for_three_courses_as_for_one(tom, folder, django_assert_num_queries):
    def look():
        return [(each.step.label, each.is_offered, len(each.lessons), each.twins) for each in courses_in_hand(tom)]

    for number in range(1, 4):
        content.live_course(folder=folder, title=f"Kurs {number}")
        if number in (1, 3):
            look()
            with django_assert_num_queries(5):
                assert len(look()) == number


def test_course_in_two_languages_is_one_line_with_both(toms_cms, folder):
    twin = content.english_twin(content.live_course(folder=folder))

    page = home(toms_cms)

    assert page.count('class="lh-course"') == 1
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[twin.pk])}"' in page
    assert "Fassung auf Englisch" in page


def test_desk_of_the_administration_is_the_same_without_news_of_the_software(cms, course):
    page = home(cms)

    assert course.title in page
    assert "Wagtail" not in words(page)


def step_of(page: Page) -> tuple[str, str]:
    step = next_step(type(page).objects.get(pk=page.pk))
    assert step is not None
    return step.label, step.url


def add(model: str, parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["content", model, parent.pk])


def test_step_after_step_to_the_first_publication(folder):
    course = content.course_page(folder=folder)
    assert step_of(course) == ("Ein Modul anlegen", add("modulepage", course))

    module = content.module_page(course)
    assert step_of(course) == step_of(module) == ("Eine Lektion anlegen", add("lessonpage", module))

    lesson = content.lesson_page(module, body=[content.raw_block("text", heading="", text="<p></p>")])
    editor = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert step_of(course) == step_of(lesson) == ("2 Stellen ergänzen", f"{editor}?refused=publish")

    lesson.body = [content.raw_block("text", **content.TEXT)]
    lesson.save()
    lesson.save_revision()
    label, url = step_of(lesson)
    assert label == "Kurs mit allen Unterseiten veröffentlichen"
    assert named_in(url) == [str(page.pk) for page in (course, module, lesson)]

    content.publish_all(course)
    assert step_of(lesson) == ("So sehen Lernende den Kurs", reverse("course", args=[course.slug]))


def named_in(url: str) -> list[str]:
    return parse_qs(urlsplit(url).query)["id"]


def ask_and_confirm(cms: Client, url: str) -> HttpResponse:
    asked = cms.get(url)
    assert "include_descendants" not in asked.content.decode()  # all are named already
    return cms.post(url, {"next": parse_qs(urlsplit(url).query)["next"][0]}, follow=True)


@pytest.mark.parametrize("kinds", [[LessonPage], [ModulePage], [CoursePage], [CoursePage, ModulePage, LessonPage]])
def test_step_publishes_the_changes_of_a_live_course_and_is_gone(toms_cms, folder, kinds):
    course = content.live_course(folder=folder)
    changed = [kind.objects.first() for kind in kinds]
    for page in changed:
        page.title = f"{page.title}, neu gesagt"
        page.save_revision()
    label, url = step_of(course)
    assert label == "Änderungen veröffentlichen"
    assert named_in(url) == [str(page.pk) for page in changed]

    answer = ask_and_confirm(toms_cms, url)
    deliver_due()

    assert ("1 Seite wurde" if len(kinds) == 1 else "3 Seiten wurden") in answer.content.decode()
    assert {kind.objects.get(pk=page.pk).title for kind, page in zip(kinds, changed, strict=True)} == {
        page.title for page in changed
    }
    assert Edition.objects.order_by("number").last().number == 2
    assert step_of(course)[0] == "So sehen Lernende den Kurs"


def test_step_publishes_a_first_course_in_one_edition(toms_cms, folder):
    course = content.draft_course(folder=folder)
    _label, url = step_of(course)

    ask_and_confirm(toms_cms, url)
    deliver_due()

    assert [edition.number for edition in Edition.objects.all()] == [1]
    assert step_of(course)[0] == "So sehen Lernende den Kurs"


def test_second_module_without_a_lesson_is_asked_for_one(course):
    module = content.module_page(course, title="Noch leer")

    assert step_of(module) == ("Eine Lektion anlegen", add("lessonpage", module))


def test_what_is_to_appear_by_itself_is_no_open_work(course, lesson):
    lesson.title = "Neuer Titel"
    revision = lesson.save_revision()
    revision.approved_go_live_at = timezone.now()
    revision.save()

    assert step_of(course)[0] == "So sehen Lernende den Kurs"


def test_a_day_that_is_only_written_down_is_not_yet_a_plan(course, lesson):
    lesson.go_live_at = timezone.now() + timedelta(days=3)
    lesson.save_revision()

    assert step_of(lesson) == (
        "Öffnen und unten „Zur Veröffentlichung einplanen“ wählen",
        reverse("wagtailadmin_pages:edit", args=[lesson.pk]),
    )


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_step_is_one_quiet_line_where_authors_are(toms_cms, folder, name):
    course = content.course_page(folder=folder)

    page = toms_cms.get(reverse(name, args=[course.pk])).content.decode()

    assert page.count("lh-step") == 2
    assert "Ein Modul anlegen" in page


def test_lists_alarm_nobody_about_sites(toms_cms, folder):
    for address in (reverse("wagtailadmin_explore", args=[folder.pk]), reverse("wagtailadmin_explore_root")):
        page = toms_cms.get(address).content.decode()
        assert "URL zu erreichen" not in page
        assert "Root" not in page


def test_new_course_begins_at_once(toms_cms, folder):
    answer = toms_cms.get(reverse("wagtailadmin_pages:add_subpage", args=[folder.pk]))

    assert answer["Location"] == add("coursepage", folder)


def test_course_lesson_and_draft_each_say_what_deleting_means(cms, course, lesson):
    def asked(page: Page) -> str:
        return words(cms.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content.decode())

    draft = content.lesson_page(ModulePage.objects.get(), title="Noch ein Entwurf")

    assert "Der Kurs. Niemand findet ihn mehr" in asked(course)
    assert "Mit gelöscht werden 4 Seiten darunter." in asked(course)
    assert "bekommt eine Ausgabe ohne ihn" in asked(lesson)
    assert "Zurücknehmen statt löschen" in asked(lesson)
    assert "Das sieht noch niemand, der lernt." in asked(draft)
    assert "Zurücknehmen" not in asked(draft)


def test_deleting_an_offered_course_says_what_learners_keep(cms, course):
    answer = cms.post(reverse("wagtailadmin_pages:delete", args=[course.pk]), follow=True)

    assert "Wer den Kurs begonnen hat, behält ihn" in answer.content.decode()
    assert not Page.objects.filter(pk=course.pk).exists()


def test_what_learners_see(course, lesson):
    draft = content.draft_course(title="Entwurf")

    assert seen_by_learners(course) == seen_by_learners(course.get_parent()) == "course"
    assert seen_by_learners(lesson) == seen_by_learners(lesson.get_parent()) == "part"
    assert seen_by_learners(draft) == seen_by_learners(LessonPage.objects.descendant_of(draft).first()) == ""


@pytest.mark.parametrize(
    ("base_url", "site"),
    [
        ("https://lernen.kuestenland.example", ("lernen.kuestenland.example", 443)),
        ("http://127.0.0.1:8765", ("127.0.0.1", 8765)),
        ("http://lernhafen.example", ("lernhafen.example", 80)),
    ],
)
def test_links_lead_to_where_the_platform_is_reached(settings, course, base_url, site):
    settings.BASE_URL = base_url
    prepare_tree()

    assert Site.objects.values_list("hostname", "port").get() == site
    assert CoursePage.objects.get(pk=course.pk).full_url == f"{base_url}/kurse/{course.slug}/"
