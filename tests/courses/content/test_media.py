"""Who may read a picture by its address."""

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from wagtail.images.models import Image, Rendition
from wagtail.images.tests.utils import get_test_image_file

from courses.content.commands import open_folder
from courses.content.commands.pictures import keep_picture
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


def files() -> set[str]:
    return {f"{folder}/{name}" for folder in ("editions", "images") for name in names_in(folder)}


def names_in(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_a_transaction_that_is_rolled_back_leaves_nothing_but_what_the_next_one_uses(image):
    for _try in range(2):
        with transaction.atomic():
            kept = keep_picture(image)
            transaction.set_rollback(True)

    assert files() == {kept["name"]}
    assert (kept["width"], kept["height"]) == (640, 480)
    assert not Rendition.objects.exists()


def test_a_picture_is_worked_out_once_until_its_file_changes_or_its_copy_is_lost(image, monkeypatch):
    worked_out = []
    original = Image.generate_rendition_file
    monkeypatch.setattr(Image, "generate_rendition_file", lambda *a, **k: worked_out.append(1) or original(*a, **k))

    kept = keep_picture(image)
    assert keep_picture(Image.objects.get(pk=image.pk)) == kept
    assert len(worked_out) == 1

    default_storage.delete(kept["name"])
    assert keep_picture(image) == kept
    image.file = get_test_image_file(filename="anders.png", size=(100, 50))
    image.save()
    assert keep_picture(image) == {"name": keep_picture(image)["name"], "width": 100, "height": 50}
    assert len(worked_out) == 3


def test_a_picture_whose_file_is_gone_is_an_error_of_reading(image):
    default_storage.delete(image.file.name)

    with pytest.raises(OSError, match=image.file.name):
        keep_picture(image)
