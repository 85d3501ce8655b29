"""Bytes of attachments: files named by their hash, in a storage of their own that no address leads to."""

import shutil
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

ALIAS = "xapi"


def store() -> Storage:
    return storages[ALIAS]


def path_of(sha2: str) -> str:
    return f"attachments/{sha2[:2]}/{sha2}"


def keep(sha2: str, content: bytes) -> None:
    """Kept once; the name says what is in it, so whoever was first has written the same."""
    if not store().exists(path_of(sha2)):
        store().save(path_of(sha2), ContentFile(content))


def content_of(sha2: str) -> bytes:
    with store().open(path_of(sha2)) as file:
        return bytes(file.read())


def remove(sha2: str) -> None:
    store().delete(path_of(sha2))


def copy_to(directory: Path, sha2: str) -> None:
    """As a file under the same path; whole or not at all."""
    path = directory / path_of(sha2)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{sha2}.part")
    with store().open(path_of(sha2)) as source, part.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    part.replace(path)
