"""From a course file to pages, questions and one edition: all of it or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from courses.content.commands import AddressTaken, cut_edition, one_edition
from courses.content.models import CourseFolderPage, CoursePage, Edition, LessonPage, ModulePage
from courses.exchange import identity, refusals, wanted
from courses.exchange.course_file import CourseFile, CourseText, LessonFile
from courses.quizzes.commands import save_question
from courses.quizzes.models import Question
from learning.accounts.models import User

P = TypeVar("P", CoursePage, ModulePage, LessonPage)


@dataclass(kw_only=True)
class Loaded:
    """How many pages and questions a load touched. `edition` is the newest one, cut by this load or before."""

    slug: str
    edition: Edition
    is_new_edition: bool = False
    created: int = 0
    changed: int = 0
    withdrawn: int = 0


@dataclass(kw_only=True)
class _Load:
    file: CourseFile
    filename: str
    overwrite: bool
    created: int = 0
    changed: int = 0
    withdrawn: int = 0
    questions: dict[tuple[UUID, str], Question] = field(default_factory=dict)
    pages: dict[tuple[UUID, str], Page] = field(default_factory=dict)

    def touched(self) -> bool:
        return bool(self.created or self.changed or self.withdrawn)


def load_course(
    *,
    file: CourseFile,
    folder: CourseFolderPage,
    by: User | None = None,
    filename: str = "",
    overwrite: bool = False,
) -> Loaded:
    """Bring the course of a file into the catalogue; loading the same file again changes nothing.

    A new course goes below `folder`, one that is there already stays where it is. Text that a person has changed in
    the CMS since is kept: the load is refused, unless `overwrite`. Pages that the file no longer has are unpublished.
    Raises CourseFileError when the pages cannot be written or published, with the line of each reason.
    """
    load = _Load(file=file, filename=filename, overwrite=overwrite)
    before = Edition.objects.filter(course_key=file.key).order_by("-number").first()
    with transaction.atomic(), _refused_at(load, 1, slug_line=file.slug_line):
        with one_edition(by=by):
            _read_what_is_there(load)
            for text in file.texts:
                _write_language(load, text, folder)
            _withdraw_what_is_gone(load, by)
        edition = _newest_edition(load, by)
    return Loaded(
        slug=file.slug,
        edition=edition,
        is_new_edition=before is None or before.pk != edition.pk,
        created=load.created,
        changed=load.changed,
        withdrawn=load.withdrawn,
    )


def _newest_edition(load: _Load, by: User | None) -> Edition:
    course = load.pages[load.file.key, load.file.texts[0].language]
    # Publishing cut it already; where only a question changed, no page was published.
    return cut_edition(course=CoursePage.objects.get(pk=course.pk), by=by)


def _read_what_is_there(load: _Load) -> None:
    languages = [text.language for text in load.file.texts]
    modules = [module for text in load.file.texts for module in text.modules]
    lessons = [lesson for module in modules for lesson in module.lessons]
    keys = {
        CoursePage: {load.file.key},
        ModulePage: {identity.module_key(load.file.key, module.key) for module in modules},
        LessonPage: {identity.lesson_key(load.file.key, lesson.key) for lesson in lessons},
    }
    for model, wanted_keys in keys.items():
        pages = model.objects.filter(translation_key__in=wanted_keys, locale__language_code__in=languages)
        for page in pages.select_related("locale", "latest_revision"):
            load.pages[page.translation_key, page.locale.language_code] = page
    for question in Question.objects.filter(course_key=load.file.key).select_related("locale", "latest_revision"):
        load.questions[question.translation_key, question.locale.language_code] = question


def _write_language(load: _Load, text: CourseText, folder: CourseFolderPage) -> None:
    locale = Locale.objects.filter(language_code=text.language).first()
    home = CourseFolderPage.objects.filter(translation_key=folder.translation_key, locale=locale).first()
    if locale is None or home is None:
        raise refusals.no_such_language(load.filename, text.line, text.language)
    course = _page(load, CoursePage, load.file.key, wanted.course_values(load.file, text), home, locale, text.line)
    modules = []
    for module in text.modules:
        key = identity.module_key(load.file.key, module.key)
        values = {"title": module.title, "slug": module.key}
        page = _page(load, ModulePage, key, values, course, locale, module.line)
        lessons = [_lesson(load, lesson, page, locale) for lesson in module.lessons]
        _put_in_order(load, page, lessons)
        modules.append(page)
    _put_in_order(load, course, modules)


def _lesson(load: _Load, lesson: LessonFile, module: ModulePage, locale: Locale) -> LessonPage:
    question_ids = {}
    for question in wanted.questions_of(lesson):
        key = identity.question_key(load.file.key, question.key)
        values = wanted.question_values(load.file, lesson, question)
        question_ids[key] = _question(load, key, values, locale, question.line).pk
    values = wanted.lesson_values(load.file, lesson, question_ids)
    key = identity.lesson_key(load.file.key, lesson.key)
    return _page(load, LessonPage, key, values, module, locale, lesson.line)


def _question(load: _Load, key: UUID, values: wanted.Values, locale: Locale, line: int) -> Question:
    found = load.questions.get((key, locale.language_code))
    if found and _holds(found, values):
        return found
    if found:
        _keep_what_people_wrote(load, found, line)
    question = found or Question(translation_key=key, locale=locale)
    _set(question, values)
    with _refused_at(load, line):
        _check_streams(question)
        question.full_clean()
        save_question(question=question)
    if found:
        load.changed += 1
    else:
        load.created += 1
    load.questions[key, locale.language_code] = question
    return question


def _page(load: _Load, model: type[P], key: UUID, values: wanted.Values, parent: Page, locale: Locale, line: int) -> P:
    """The page of that key, with these values and published."""
    found: Any = load.pages.get((key, locale.language_code))
    if found and model is not CoursePage and not found.is_child_of(parent):
        found.move(Page.objects.get(pk=parent.pk), pos="last-child")
        found = model.objects.get(pk=found.pk)
        load.changed += 1
    if found and found.live and _holds(found, values):
        kept: P = _kept(load, found, locale)
        return kept
    if found:
        _keep_what_people_wrote(load, found, line)
    page = found or model(translation_key=key, locale=locale, live=False)
    _set(page, values)
    with _refused_at(load, line, slug_line=load.file.slug_line if model is CoursePage else line):
        page.clean_fields(exclude={each.name for each in page._meta.fields} - values.keys())
        _check_streams(page)
        if found is None:
            Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision(changed=True).publish()
    if found:
        load.changed += 1
    else:
        load.created += 1
    fresh: P = model.objects.get(pk=page.pk)
    return _kept(load, fresh, locale)


def _kept(load: _Load, page: P, locale: Locale) -> P:
    load.pages[page.translation_key, locale.language_code] = page
    return page


def _holds(row: Any, values: wanted.Values) -> bool:
    return all(_plain(row, name) == value for name, value in values.items())


def _plain(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value.get_prep_value() if isinstance(row._meta.get_field(name), StreamField) else value


def _set(row: Any, values: wanted.Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _check_streams(row: Any) -> None:
    """What the editor would refuse must not come in by a file: model validation does not look into streams."""
    for stream in row._meta.get_fields():
        if isinstance(stream, StreamField):
            stream.stream_block.clean(getattr(row, stream.name))


def _keep_what_people_wrote(load: _Load, row: Any, line: int) -> None:
    """The loader's own revisions have no author, those of the CMS have one."""
    if not load.overwrite and row.latest_revision and row.latest_revision.user_id:
        raise refusals.changed_since(load.filename, line, str(row))


@contextmanager
def _refused_at(load: _Load, line: int, *, slug_line: int = 0) -> Iterator[None]:
    try:
        yield
    except (ValidationError, StreamBlockValidationError) as error:
        raise refusals.not_valid(load.filename, line, error, slug_line=slug_line or line) from error
    except AddressTaken as taken:
        raise refusals.address_taken(load.filename, slug_line or line, str(taken)) from taken


def _put_in_order(load: _Load, parent: Page, children: Sequence[Page]) -> None:
    """Children of the file in its order; what people added besides keeps its place before them."""
    wanted_ids = [child.pk for child in children]
    there = list(Page.objects.child_of(parent).order_by("path").values_list("pk", flat=True))
    if [pk for pk in there if pk in set(wanted_ids)] == wanted_ids:
        return
    for pk in wanted_ids:
        Page.objects.get(pk=pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    load.changed += 1


def _withdraw_what_is_gone(load: _Load, by: User | None) -> None:
    for text in load.file.texts:
        course = load.pages[load.file.key, text.language]
        for page in Page.objects.descendant_of(course).live().select_related("latest_revision", "locale"):
            is_ours = not (page.latest_revision and page.latest_revision.user_id)
            if is_ours and (page.translation_key, text.language) not in load.pages:
                page.specific.unpublish(user=by)
                load.withdrawn += 1


__all__ = ["Loaded", "load_course"]
