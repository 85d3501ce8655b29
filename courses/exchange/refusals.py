"""Why a course file that reads well cannot be loaded, as the findings that the parser gives too."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.content.gate import PublishRefused
from courses.exchange.findings import CourseFileError, Finding, Problem

NOT_PUBLISHABLE = Problem("{message}", "{advice}")
NOT_VALID = Problem(_("Das lässt sich nicht speichern: {message}"), _("Ändern Sie die Stelle in der Datei."))
CHANGED_SINCE = Problem(
    _("„{title}“ wurde seit dem letzten Laden in der Verwaltung geändert."),
    _("Übernehmen Sie die Änderung in die Datei, oder laden Sie mit --overwrite."),
)
ADDRESS_TAKEN = Problem(
    _("Die Adresse „{slug}“ gehört schon einem anderen Kurs."), _("Geben Sie dem Kurs einen anderen slug.")
)
NO_SUCH_LANGUAGE = Problem(
    _("Die Sprache „{language}“ ist hier nicht eingerichtet."), _("Verwenden Sie de und en, oder lassen Sie sie weg.")
)


def not_valid(filename: str, line: int, error: ValidationError, *, slug_line: int) -> CourseFileError:
    """`line` is that of the page or question, `slug_line` that of its address."""
    if isinstance(error, PublishRefused):
        return CourseFileError(
            tuple(
                Finding(
                    filename,
                    slug_line if found.field == "slug" else line,
                    NOT_PUBLISHABLE,
                    {"message": f"{found.where}: {found.message}", "advice": found.what_to_do},
                )
                for found in error.findings
            )
        )
    return CourseFileError(
        tuple(
            Finding(filename, slug_line if message.startswith("slug:") else line, NOT_VALID, {"message": message})
            for message in dict.fromkeys(_messages(error))
        )
    )


def changed_since(filename: str, line: int, title: str) -> CourseFileError:
    return CourseFileError((Finding(filename, line, CHANGED_SINCE, {"title": title}),))


def address_taken(filename: str, line: int, slug: str) -> CourseFileError:
    return CourseFileError((Finding(filename, line, ADDRESS_TAKEN, {"slug": slug}),))


def no_such_language(filename: str, line: int, language: str) -> CourseFileError:
    return CourseFileError((Finding(filename, line, NO_SUCH_LANGUAGE, {"language": language}),))


def _messages(error: Any) -> Iterator[str]:
    """The sentences of an error that may lie some blocks deep, each with the names of the fields on its way."""
    if isinstance(error, StreamBlockValidationError | ListBlockValidationError | StructBlockValidationError):
        nested = error.block_errors or {}
        pairs = nested.items() if isinstance(nested, dict) else enumerate(nested)
        for name, inner in pairs:
            if inner:
                place = f"{name}: " if isinstance(name, str) else ""
                yield from (place + message for message in _messages(inner))
        yield from (message for inner in error.non_block_errors or () for message in _messages(inner))
    elif hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            yield from (f"{name}: {message}" for each in errors for message in _messages(each))
    elif isinstance(error, ValidationError):
        yield from error.messages
    else:
        yield str(error)
