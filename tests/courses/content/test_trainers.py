from itertools import permutations
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.menu import admin_menu
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, PageViewRestriction
from wagtail.permissions import policy_registry
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationSource
from wagtail_localize.operations import translate_object

from courses.content.commands import open_folder, prepare_tree
from courses.content.models import CourseFolderPage, CoursePage, LessonPage
from learning.accounts.models import User
from learning.organisation.commands import apply_role_grants, create_unit, grant_role, withdraw_role
from learning.organisation.enums import Role, UnitKind
from learning.organisation.models import OrgUnit, RoleGrant
from tests.factories import content, quizzes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry(db):
    land = create_unit(code="KL", name="Küstenland", kind=UnitKind.LAND)
    create_unit(code="MI", name="Ministerium des Innern", kind=UnitKind.MINISTRY, parent=land)
    return create_unit(code="MK", name="Ministerium für Kultur", kind=UnitKind.MINISTRY, parent=land)


@pytest.fixture
def trainer(ministry) -> User:
    user = User.objects.create_user("tom@lernhafen.example", "geheim", first_name="Tom")
    grant_role(user=user, role=Role.TRAINER, unit=ministry)
    return user


@pytest.fixture
def toms_cms(trainer) -> Client:
    client = Client()
    client.force_login(trainer)
    return client


@pytest.fixture
def own(trainer) -> CoursePage:
    return content.live_course(
        title="Eigener Kurs", folder=CourseFolderPage.objects.get(unit_code="MK", depth=3, locale__language_code="de")
    )


@pytest.fixture
def foreign(trainer) -> CoursePage:
    return content.live_course(title="Fremder Kurs", folder=open_folder(unit_code="MI"))


def groups_of(user: User) -> list[str]:
    return list(user.groups.values_list("name", flat=True))


def test_first_trainer_of_a_unit_gets_a_folder_in_every_language(trainer):
    folders = CourseFolderPage.objects.filter(unit_code="MK").order_by("locale__language_code")

    assert [(folder.title, folder.locale.language_code) for folder in folders] == [
        ("Ministerium für Kultur", "de"),
        ("Ministerium für Kultur", "en"),
    ]
    assert groups_of(trainer) == ["Kurse: MK"]
    assert Collection.objects.filter(name="MK").count() == 1


def test_folder_of_a_unit_stands_below_that_of_the_next_unit_above(ministry):
    upper = open_folder(unit_code="MK")
    create_unit(code="MK-3", name="Abteilung 3", kind=UnitKind.DEPARTMENT, parent=ministry)

    assert open_folder(unit_code="MK-3").get_parent().pk == upper.pk
    assert open_folder(unit_code="MK-3").pk == open_folder(unit_code="MK-3").pk


def appoint(name: str, unit: OrgUnit) -> User:
    user = User.objects.create_user(f"{name}@lernhafen.example", "geheim")
    grant_role(user=user, role=Role.TRAINER, unit=unit)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("order", list(permutations(["KL", "MK", "MK-3"])), ids="-".join)
def test_trainers_work_on_everything_below_their_unit_whoever_came_first(ministry, order):
    create_unit(code="MK-3", name="Abteilung 3", kind=UnitKind.DEPARTMENT, parent=ministry)
    people = {code: appoint(code.lower(), OrgUnit.objects.get(code=code)) for code in order}
    chain = ["KL", "MK", "MK-3"]
    pictures = {
        code: Image.objects.create(title=code, file=get_test_image_file(), collection=Collection.objects.get(name=code))
        for code in chain
    }

    for person in chain:
        for place in chain:
            may = chain.index(person) <= chain.index(place)
            for folder in CourseFolderPage.objects.filter(unit_code=place):
                assert folder.permissions_for_user(people[person]).can_add_subpage() is may, (person, place)
            for action in ("choose", "change"):
                allowed = policy_registry.get_by_type(Image).user_has_permission_for_instance(
                    people[person], action, pictures[place]
                )
                assert allowed is may, (person, place)


def test_folders_and_pictures_of_older_installations_are_put_in_order(ministry):
    create_unit(code="MK-3", name="Abteilung 3", kind=UnitKind.DEPARTMENT, parent=ministry)
    for unit in OrgUnit.objects.filter(code__in=["MK", "MK-3"]):
        appoint(unit.code, unit)
    for folder in CourseFolderPage.objects.filter(unit_code="MK-3"):
        folder.move(CourseFolderPage.objects.get(depth=2, locale=folder.locale), pos="last-child")
    Collection.objects.get(name="MK-3").move(Collection.get_first_root_node(), pos="sorted-child")

    prepare_tree()

    for folder in CourseFolderPage.objects.filter(unit_code="MK-3"):
        assert folder.get_parent().specific.unit_code == "MK"
    assert Collection.objects.get(name="MK-3").get_parent().name == "MK"


def test_role_that_ends_takes_the_rights(trainer, ministry):
    withdraw_role(user=trainer, role=Role.TRAINER, unit=ministry)

    assert groups_of(trainer) == []


def test_role_that_ran_out_by_its_date_takes_the_rights(trainer):
    RoleGrant.objects.update(valid_from="2020-01-01", valid_to="2020-12-31")

    apply_role_grants()

    assert groups_of(trainer) == []


def test_other_roles_open_no_folder(ministry):
    user = User.objects.create_user("max@lernhafen.example", "geheim")

    grant_role(user=user, role=Role.LEAD, unit=ministry)

    assert groups_of(user) == []
    assert not Group.objects.filter(name="Kurse: MK").exists()


def test_trainer_may_write_and_publish_in_the_own_folder(toms_cms, own):
    module = own.get_children().get()

    for name, args in [
        ("wagtailadmin_pages:edit", [own.pk]),
        ("wagtailadmin_pages:add", ["content", "lessonpage", module.pk]),
        ("wagtailadmin_pages:preview_on_edit", [module.get_children()[0].pk]),
        ("wagtailimages:index", []),
    ]:
        assert toms_cms.get(reverse(name, args=args)).status_code == 200, name
    assert own.permissions_for_user(User.objects.get(email="tom@lernhafen.example")).can_publish()


@pytest.mark.parametrize(
    ("name", "of_page"),
    [
        ("wagtailadmin_pages:edit", True),
        ("wagtailadmin_pages:delete", True),
        ("wagtailadmin_pages:copy", True),
        ("wagtailadmin_pages:move", True),
        ("wagtailadmin_pages:history", True),
        ("wagtailadmin_pages:usage", True),
        ("wagtailadmin_pages:view_draft", True),
        ("wagtailadmin_pages:preview_on_edit", True),
        ("wagtailusers_users:index", False),
        ("wagtailusers_groups:index", False),
        ("wagtailsites:index", False),
        ("wagtailadmin_workflows:index", False),
        ("wagtailredirects:index", False),
        ("wagtaildocs:index", False),
    ],
)
def test_trainer_reaches_nothing_else(toms_cms, foreign, name, of_page):
    response = toms_cms.get(reverse(name, args=[foreign.pk] if of_page else []))

    assert response.status_code in ({404} if of_page else {302, 403, 404})
    assert "Fremder Kurs" not in response.content.decode()


@pytest.mark.parametrize(
    ("name", "arguments", "query"),
    [
        ("wagtailadmin_explore", ["its parent"], ""),
        ("wagtailadmin_explore", ["it"], ""),
        ("wagtailadmin_choose_page_child", ["its parent"], ""),
        ("wagtail_bulk_action", ["wagtailcore", "page", "unpublish"], "?id={it}"),
        ("wagtail_bulk_action", ["wagtailcore", "page", "unpublish"], "?id=all&childOf={its parent}"),
        ("wagtailadmin_choose_page_chosen_multiple", [], "?id={it}"),
        ("wagtailadmin_pages:revisions_compare", ["it", "earliest", "latest"], ""),
        ("wagtail_localize:submit_page_translation", ["it"], ""),
    ],
)
def test_foreign_pages_do_not_exist_in_lists_actions_and_translations(toms_cms, foreign, own, name, arguments, query):
    def answer(page: CoursePage) -> HttpResponse:
        ids = {"it": page.pk, "its parent": page.get_parent().pk}
        return toms_cms.get(reverse(name, args=[ids.get(each, each) for each in arguments]) + query.format(**ids))

    assert answer(foreign).status_code == 404
    assert "Fremder Kurs" not in answer(foreign).content.decode()
    assert answer(own).status_code in {200, 302}


@pytest.mark.parametrize(
    "query", ["?id=all", "?id=all&q=Kurs", "?id=+{it}", "?id=%20{it}", "?id=all&childOf=+{folder}"]
)
def test_bulk_actions_find_no_way_round_the_fence(toms_cms, foreign, own, query):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = toms_cms.get(address + query.format(it=foreign.pk, folder=foreign.get_parent().pk))

    assert answer.status_code == 404
    assert "Fremder Kurs" not in answer.content.decode()


def test_numbers_of_pictures_are_not_taken_for_pages(toms_cms, own, foreign):
    image = Image.objects.create(
        pk=foreign.pk, title="Bild", file=get_test_image_file(), collection=Collection.objects.get(name="MK")
    )
    address = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "add_tags"])

    assert toms_cms.get(f"{address}?id={image.pk}").status_code == 200


def test_translations_of_others_and_of_questions_do_not_exist(toms_cms, own, foreign):
    question = quizzes.question(course_key=foreign.translation_key, stem="Fremde Frage")
    english = Locale.objects.get(language_code="en")
    for instance in (foreign, question):
        translate_object(instance, [english])
        source = TranslationSource.objects.get_for_instance(instance)
        for name, pk in (("update_translations", source.pk), ("download_pofile", source.translations.get().pk)):
            assert toms_cms.get(reverse(f"wagtail_localize:{name}", args=[pk])).status_code == 404
    assert toms_cms.get(reverse("wagtail_localize:translations_report")).status_code == 404


def test_trainer_translates_own_courses_only(toms_cms, foreign, own):
    english = Locale.objects.get(language_code="en").pk

    for page, status in ((foreign, 404), (own, 302)):
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert toms_cms.post(address, {"locales": [english]}).status_code == status
        assert page.get_translations().exists() is (page == own)

    source = TranslationSource.objects.get(object_id=own.translation_key)
    assert toms_cms.get(reverse("wagtail_localize:update_translations", args=[source.pk])).status_code == 200


@pytest.mark.parametrize("written", ["{}", " {}", "{}\n", "+{}"])
def test_translation_shows_no_foreign_picture(toms_cms, own, written):
    collections = [Collection.objects.get(name="MK"), Collection.get_first_root_node().add_child(name="MI")]
    mine, foreign = (
        Image.objects.create(title=each.name, file=get_test_image_file(), collection=each) for each in collections
    )
    lesson = LessonPage.objects.descendant_of(own).first()
    lesson.body = [content.raw_block("picture", image=mine.pk, alt="Eine Karte", decorative=False, caption="")]
    lesson.save_revision().publish()
    translate_object(lesson, [Locale.objects.get(language_code="en")])
    segment = OverridableSegment.objects.get(context__path__endswith=".image")
    translation = segment.source.translations.get()

    def put(picture: Image) -> int:
        address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        return toms_cms.put(
            address, urlencode({"value": written.format(picture.pk)}), content_type="application/x-www-form-urlencoded"
        ).status_code

    assert put(foreign) == 404
    assert not SegmentOverride.objects.exists()
    assert put(mine) == 201


def test_findings_of_a_foreign_page_do_not_exist(toms_cms, foreign, own):
    assert toms_cms.get(reverse("content_findings", args=[foreign.pk])).status_code == 404
    assert toms_cms.get(reverse("content_findings", args=[own.pk])).status_code == 200


def test_page_chooser_shows_only_own_pages(toms_cms, own, foreign):
    page = toms_cms.get(reverse("wagtailadmin_choose_page_search"), {"q": "Kurs"}).content.decode()

    assert "Eigener Kurs" in page
    assert "Fremder Kurs" not in page


def test_trainer_cannot_tie_the_folder_to_another_unit(toms_cms, trainer):
    folder = CourseFolderPage.objects.get(unit_code="MK", locale__language_code="de")

    assert "unit_code" not in toms_cms.get(reverse("wagtailadmin_pages:edit", args=[folder.pk])).context["form"].fields


def test_menu_of_a_trainer_is_short(toms_cms, own):
    request = toms_cms.get(reverse("wagtailadmin_home")).wsgi_request

    assert {item.name for item in admin_menu.menu_items_for_request(request)} == {"explorer", "fragen", "images"}


def test_questions_stand_in_the_menu_in_every_language(toms_cms, own, monkeypatch):
    """Wagtail makes the menu in the language of whoever asks first."""
    request = toms_cms.get(reverse("wagtailadmin_home")).wsgi_request
    monkeypatch.delitem(vars(admin_menu), "registered_menu_items", raising=False)

    with override("en"):
        names = {item.name for item in admin_menu.menu_items_for_request(request)}

    assert "fragen" in names


def test_no_page_can_be_put_behind_wagtails_own_privacy(toms_cms, own):
    assert CoursePage.private_page_options == LessonPage.private_page_options == []
    toms_cms.post(reverse("wagtailadmin_pages:set_privacy", args=[own.pk]), {"restriction_type": "login"})

    assert not PageViewRestriction.objects.exists()
    assert "set-privacy" not in toms_cms.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
