"""A lesson's body as HTML, from the edition's own copy: no page row is read, so no edit or delete can change it."""

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.cache import cache as store
from django.core.files.storage import default_storage
from django.utils import translation
from wagtail.blocks.stream_block import StreamValue

from courses.content.blocks import lesson_blocks
from learning.core.memory import Memory

CHECK = "check"
_bodies: Memory["LessonBody"] = Memory(limit=500)


@dataclass(frozen=True, kw_only=True)
class BodyBlock:
    """One section. A check has no HTML but its questions' keys: the page that knows the learner's tries shows them."""

    id: str
    kind: str
    heading: str
    html: str = ""
    question_keys: tuple[UUID, ...] = ()

    @property
    def anchor(self) -> str:
        return anchor(self.id)


@dataclass(frozen=True, kw_only=True)
class LessonBody:
    blocks: tuple[BodyBlock, ...]

    def anchor_of(self, heading: str) -> str:
        """Where feedback to a question sends the learner to read again; empty when no section has that heading."""
        return next((block.anchor for block in self.blocks if block.heading and block.heading == heading), "")


def anchor(block_id: str) -> str:
    return f"b-{block_id[:8]}"


class FrozenUnit(Protocol):
    """An edition's lesson, as far as its body is concerned."""

    content: dict[str, Any]
    language: str
    digest: str


def lesson_body(unit: FrozenUnit) -> LessonBody:
    """Kept by this process, from the cache, or rendered once per content, language and version of the code."""
    key = f"lesson-body:{unit.digest}:{unit.language}:{code_version()}"
    return _bodies.get(key, partial(_from_cache_or_rendered, key, unit))


def _from_cache_or_rendered(key: str, unit: FrozenUnit) -> LessonBody:
    body: LessonBody | None = store.get(key)
    if body is None:
        body = rendered(unit.content, language=unit.language)
        store.set(key, body, timeout=None)
    return body


def rendered(content: dict[str, Any], *, language: str) -> LessonBody:
    """`content` as `freezing.freeze_lesson` makes it."""
    with translation.override(language):
        values = iter(lesson_blocks().to_python([each for each in content["body"] if each["type"] != CHECK]))
        return LessonBody(
            blocks=tuple(
                _check(each) if each["type"] == CHECK else _section(next(values), content.get("pictures", {}))
                for each in content["body"]
            )
        )


@cache
def code_version() -> str:
    """Changes when a block, its template or a drawing changes, so that no cache shows an older look."""
    roots = [
        Path(__file__).parent / "blocks",
        *(Path(settings.BASE_DIR, "templates", "courses", name) for name in ("blocks", "drawings")),
        *(Path(path) for path in settings.LOCALE_PATHS),
    ]
    files = sorted(path for root in roots for path in root.rglob("*") if path.suffix in {".py", ".html", ".svg", ".mo"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def drafted(body: StreamValue, *, language: str) -> LessonBody:
    """The body of a lesson that is still being written, for the preview."""
    with translation.override(language):
        return LessonBody(
            blocks=tuple(_drafted_check(child) if child.block_type == CHECK else _section(child, {}) for child in body)
        )


def _section(child: StreamValue.StreamChild, pictures: dict[str, dict[str, Any]]) -> BodyBlock:
    block_id = child.id or ""  # a block that was never saved has none yet
    context: dict[str, Any] = {"anchor": anchor(block_id)}
    if picture := pictures.get(block_id):
        context["picture"] = picture | {"url": default_storage.url(picture["name"])}
    return BodyBlock(
        id=block_id,
        kind=child.block_type,
        heading=child.block.heading(child.value),
        html=str(child.render(context=context)),
    )


def _check(raw: dict[str, Any]) -> BodyBlock:
    return BodyBlock(
        id=raw["id"],
        kind=CHECK,
        heading=raw["value"]["heading"],
        question_keys=tuple(UUID(key) for key in raw["value"]["questions"]),
    )


def _drafted_check(child: StreamValue.StreamChild) -> BodyBlock:
    keys = tuple(question.translation_key for question in child.value["questions"] if question)
    return BodyBlock(id=child.id or "", kind=CHECK, heading=child.value["heading"] or "", question_keys=keys)
