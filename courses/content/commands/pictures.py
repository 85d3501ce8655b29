import hashlib
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from wagtail.images.models import AbstractImage, Filter

from learning.core.memory import Memory

SIZE = "max-1200x1200|format-webp"
FOLDER = "editions"
_kept: Memory[dict[str, Any]] = Memory(limit=1_000)


def keep_picture(image: AbstractImage) -> dict[str, Any]:
    """Our own copy of a picture, named by its SHA-256: the author may change or delete theirs.

    It is no rendition of Wagtail's: that would be a row, which goes when the transaction is rolled back, and a file,
    which stays for ever. What this leaves behind then is what the next try finds under the same name. A picture that
    this process has seen is not worked out again, so that publishing a course anew does not wait for its pictures.
    Raises OSError where the file cannot be read.
    """
    key = (image.pk, image.file.name, image.file_size)
    known = _kept.known(key)
    if known and default_storage.exists(known["name"]):
        return dict(known)
    return dict(_kept.keep(key, _copied(image)))


def _copied(image: AbstractImage) -> dict[str, Any]:
    with image.generate_rendition_file(Filter(spec=SIZE)) as file:
        file.seek(0)
        content = file.read()
    name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.webp"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    with Pillow.open(BytesIO(content)) as copy:
        return {"name": name, "width": copy.width, "height": copy.height}
