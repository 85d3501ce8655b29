import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

pytestmark = pytest.mark.django_db

HEAD_ALONE = {
    "png": b"\x89PNG\r\n\x1a\n",
    "gif": b"GIF89a",
    "jpg": b"\xff\xd8\xff",
    "webp": b"RIFF\x00\x00\x00\x00WEBP",
}


@pytest.fixture
def collection(db) -> int:
    return (Collection.get_first_root_node() or Collection.add_root(name="Root")).pk


@pytest.mark.parametrize("kind", HEAD_ALONE)
@pytest.mark.parametrize(
    ("route", "title", "file"),
    [
        ("wagtailimages:add", "title", "file"),
        ("wagtailimages:add_multiple", "title", "files[]"),
        ("wagtailimages_chooser:create", "image-chooser-upload-title", "image-chooser-upload-file"),
    ],
)
def test_broken_picture_is_refused_in_words(cms, collection, kind, route, title, file):
    broken = SimpleUploadedFile(f"bild.{kind}", HEAD_ALONE[kind], content_type=f"image/{kind}")

    answer = cms.post(reverse(route), {title: "Bild", file: broken, "collection": collection})

    assert answer.status_code == 200
    assert "gültiges Bild" in answer.content.decode("unicode_escape" if "json" in answer["Content-Type"] else "utf-8")
    assert not Image.objects.exists()


def test_broken_picture_does_not_take_the_place_of_a_good_one(cms, collection):
    image = Image.objects.create(title="Gut", file=get_test_image_file())
    broken = SimpleUploadedFile("bild.png", HEAD_ALONE["png"], content_type="image/png")

    answer = cms.post(reverse("wagtailimages:edit", args=[image.pk]), {"title": "Gut", "file": broken})

    assert (answer.status_code, "file" in answer.context["form"].errors) == (200, True)
    assert Image.objects.get().file.name == image.file.name


def test_good_picture_is_taken(cms, collection):
    good = SimpleUploadedFile("bild.png", get_test_image_file().file.getvalue(), content_type="image/png")
    data = {"title": "Bild", "file": good, "collection": collection}

    answer = cms.post(reverse("wagtailimages:add"), data)

    assert answer.status_code == 302, answer.context["form"].errors
    assert Image.objects.get().width == 640
