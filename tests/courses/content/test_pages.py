import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Site, Workflow

from courses.content.commands import prepare_tree
from courses.content.models import CourseFolderPage, CoursePage, LessonPage, ModulePage
from tests.factories import content

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "parent", "fits"),
    [
        (CourseFolderPage, CourseFolderPage, True),
        (CoursePage, CourseFolderPage, True),
        (ModulePage, CoursePage, True),
        (LessonPage, ModulePage, True),
        (LessonPage, CoursePage, False),
        (CoursePage, CoursePage, False),
        (ModulePage, CourseFolderPage, False),
        (CoursePage, ModulePage, False),
    ],
)
def test_each_kind_of_page_has_its_place(page, parent, fits):
    assert (page in parent.allowed_subpage_models()) is fits


def test_lessons_hold_no_pages():
    assert LessonPage.allowed_subpage_models() == []


def test_tree_is_there_once_and_stands_at_the_root_of_the_site():
    folder = prepare_tree()

    assert prepare_tree() == folder == Site.objects.get().root_page.specific
    assert list(CourseFolderPage.objects.order_by("path").values_list("title", flat=True)) == ["Kurse", "Courses"]
    assert list(Locale.objects.order_by("pk").values_list("language_code", flat=True)) == ["de", "en"]
    assert list(Workflow.objects.active().values_list("name", flat=True)) == ["Vier Augen"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_pages_have_flat_addresses(course, lesson):
    module = ModulePage.objects.descendant_of(course).get()

    assert course.url == module.url == "/kurse/user-storys/"
    assert lesson.url == "/kurse/user-storys/lektion-1/"
    assert prepare_tree().url is None


def test_address_in_the_tree_leads_to_the_flat_one(client, course, lesson):
    response = client.get(f"/{course.slug}/eine-gute-story/{lesson.slug}/")

    assert (response.status_code, response["Location"]) == (302, "/kurse/user-storys/lektion-1/")


def test_create_form_of_each_page_opens_in_german(cms, course):
    folder, module = course.get_parent(), ModulePage.objects.descendant_of(course).get()
    for name, parent, words in [
        ("coursepage", folder, "Worum es geht"),
        ("modulepage", course, "Zwei bis vier Wörter"),
        ("lessonpage", module, "Danach können Sie"),
    ]:
        page = cms.get(reverse("wagtailadmin_pages:add", args=["content", name, parent.pk]))
        assert words in page.content.decode(), name


def test_nobody_makes_a_folder_by_hand(cms, course):
    """It comes with the first trainer of its office."""
    answer = cms.get(reverse("wagtailadmin_pages:add", args=["content", "coursefolderpage", course.get_parent().pk]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_checks_panel_shows_findings_with_a_way_to_the_block(cms, draft):
    lesson = LessonPage.objects.descendant_of(draft).order_by("path")[0]
    lesson.body = [raw := content.raw_block("drawing", name="", alt="", decorative=False, caption="")]
    lesson.save_revision(clean=False)

    page = cms.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()

    place = (
        f'<a href="#block-{raw["id"]}-section" data-block="{raw["id"]}" data-field="alt">Abschnitt 1 (Zeichnung)</a>'
    )
    assert place in page
    assert "Das Bild hat keinen Alternativtext." in page
    assert cms.get(reverse("content_findings", args=[lesson.pk])).content.decode().strip() in page


def test_axe_looks_for_pictures_and_contrast_too(cms, draft):
    page = cms.get(reverse("wagtailadmin_pages:edit", args=[draft.get_descendants().last().pk]))

    config = page.content.decode().partition('id="checker-axe-configuration"')[2].partition("</script>")[0]
    assert '"runOnly"' not in config
    assert "empty-meta-description" not in config.partition('"messages"')[0]


def test_cms_carries_our_colours(cms):
    assert "content/cms.css" in cms.get(reverse("wagtailadmin_home")).content.decode()


def test_translation_keeps_keys_and_block_ids(course, lesson):
    twin = content.english_twin(course)

    copy = LessonPage.objects.descendant_of(twin).get(translation_key=lesson.translation_key)
    assert [block.id for block in copy.body] == [block.id for block in lesson.body]
    assert copy.live is False


def test_unpublishing_one_language_tells_which_one_stays(cms, course):
    content.publish_all(content.english_twin(course))

    response = cms.post(reverse("wagtailadmin_pages:unpublish", args=[course.pk]), follow=True)

    assert "Auf Englisch bleibt der Kurs im Katalog" in response.content.decode()


def test_unpublishing_the_only_language_tells_nothing_of_the_kind(cms, course):
    response = cms.post(reverse("wagtailadmin_pages:unpublish", args=[course.pk]), follow=True)

    assert "bleibt der Kurs im Katalog" not in response.content.decode()
