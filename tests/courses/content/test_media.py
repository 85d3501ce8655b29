"""Who may read a picture by its address."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.content.commands import open_folder
from courses.content.commands.tree import collection_of
from courses.content.models import EditionUnit, LessonPage
from learning.accounts.models import User
from learning.organisation.commands import create_unit, grant_role
from learning.organisation.enums import Role, UnitKind
from tests.factories import content

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def browser(name: str, unit: object = None) -> Client:
    user = User.objects.create_user(f"{name}@lernhafen.example", first_name=name.title(), last_name="Test")
    if unit:
        grant_role(user=user, role=Role.TRAINER, unit=unit)
    client = Client()
    client.force_login(user, backend="learning.organisation.backends.AuthenticationBackend")
    return client


@pytest.fixture
def units(db) -> dict[str, object]:
    land = create_unit(code="KL", name="Küstenland", kind=UnitKind.LAND)
    return {code: create_unit(code=code, name=code, kind=UnitKind.MINISTRY, parent=land) for code in ("MK", "MI")}


@pytest.fixture
def image(units) -> Image:
    """Of a lesson that nobody has published yet."""
    folder = open_folder(unit_code="MK")
    return Image.objects.create(title="Karte", file=get_test_image_file(), collection=collection_of(folder))


def uploads(image: Image) -> list[str]:
    return [f"/media/{image.file.name}", f"/media/{image.get_rendition('width-100').file.name}"]


def statuses(client: Client, addresses: list[str]) -> set[int]:
    return {client.get(address).status_code for address in addresses}


def test_uploads_are_for_those_who_may_use_them(image, units, cms):
    assert statuses(browser("tom", units["MK"]), uploads(image)) == {200}
    assert statuses(cms, uploads(image)) == {200}


def test_uploads_are_not_there_for_others(image, units):
    assert statuses(browser("lena"), uploads(image)) == {404}
    assert statuses(browser("ina", units["MI"]), uploads(image)) == {404}
    assert statuses(Client(), uploads(image)) == {302}


def test_pictures_of_an_edition_are_for_all_who_sign_in(image, units):
    course = content.draft_course()
    lesson = LessonPage.objects.descendant_of(course).order_by("path")[0]
    picture = content.raw_block("picture", image=image.pk, alt="Eine Karte", decorative=False, caption="")
    lesson.body = [picture, *lesson.body.raw_data]
    lesson.save()
    content.publish_all(course)
    (unit,) = [each for each in EditionUnit.objects.all() if each.content["pictures"]]
    (picture,) = unit.content["pictures"].values()

    assert statuses(browser("lena"), [f"/media/{picture['name']}"]) == {200}
    assert statuses(Client(), [f"/media/{picture['name']}"]) == {302}


@pytest.mark.parametrize("way", ["editions/../{name}", "editions/%2e%2e/{name}", "/{name}", "editions/"])
def test_no_way_round_leads_to_an_upload(image, way):
    assert default_storage.exists(image.file.name)

    assert statuses(browser("lena"), ["/media/" + way.format(name=image.file.name)]) == {404}
