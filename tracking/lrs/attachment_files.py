"""Bytes of attachments: files named by their hash, in a storage of their own that no address leads to."""

import os
import shutil
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "xapi"
log = structlog.get_logger(__name__)


def store() -> Storage:
    return storages[ALIAS]


def path_of(sha2: str) -> str:
    return f"attachments/{sha2[:2]}/{sha2}"


def keep(sha2: str, content: bytes) -> None:
    """Kept once: a file of that name with another content was cut while it was written, and is written anew."""
    if _holds(sha2, len(content)):
        return
    files = store()
    if isinstance(files, FileSystemStorage):
        _write(files, sha2, content)
        return
    files.delete(path_of(sha2))
    files.save(path_of(sha2), ContentFile(content))


def _holds(sha2: str, length: int) -> bool:
    found = content_if_whole(sha2, length=length) if store().exists(path_of(sha2)) else None
    return found is not None and sha256(found).hexdigest() == sha2


def _write(files: FileSystemStorage, sha2: str, content: bytes) -> None:
    """Under another name until all of it is on the disk, so that nobody meets a part of it, not even after a crash."""
    path = Path(files.path(path_of(sha2)))
    is_new = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{sha2}.{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if files.file_permissions_mode is not None:
            part.chmod(files.file_permissions_mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    for folder in [path.parent, *(path.parents[1:3] if is_new else ())]:
        _sync(folder)


def _sync(folder: Path) -> None:
    """A name is on the disk when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_of(sha2: str) -> bytes:
    with store().open(path_of(sha2)) as file:
        return bytes(file.read())


def content_if_whole(sha2: str, *, length: int) -> bytes | None:
    """None, and a line in the log, when the file is gone, cannot be read or has another length."""
    try:
        content = content_of(sha2)
    except OSError as error:
        log.error("lrs.attachment_missing", sha2=sha2, reason=type(error).__name__)
        return None
    if len(content) != length:
        log.error("lrs.attachment_missing", sha2=sha2, reason="length", expected=length, found=len(content))
        return None
    return content


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
