import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.models import AbstractImage

SIZE = "max-1200x1200|format-webp"
FOLDER = "editions"


def keep_picture(image: AbstractImage) -> dict[str, Any]:
    """Our own copy of a picture, named by its SHA-256: the author may change or delete theirs."""
    rendition = image.get_rendition(SIZE)
    with rendition.file.open() as file:
        content = file.read()
    name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.webp"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return {"name": name, "width": rendition.width, "height": rendition.height}
