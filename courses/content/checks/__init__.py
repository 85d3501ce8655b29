"""What keeps a course from being published, and what an author should look at. Every module here holds one check.

Checks are pure: they look at plain values and the stream's value, never at flags of forms or blocks, which threads
share.
"""

from importlib import import_module
from pkgutil import iter_modules

from courses.content.checks._base import (
    CourseDraft,
    Finding,
    LessonDraft,
    checks_course,
    checks_lesson,
    course_checks,
    lesson_checks,
)

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = [
    "CourseDraft",
    "Finding",
    "LessonDraft",
    "checks_course",
    "checks_lesson",
    "course_findings",
    "lesson_findings",
]


def course_findings(draft: CourseDraft) -> list[Finding]:
    return _in_order([finding for check in course_checks for finding in check(draft)])


def lesson_findings(draft: LessonDraft) -> list[Finding]:
    return _in_order([finding for check in lesson_checks for finding in check(draft)])


def _in_order(findings: list[Finding]) -> list[Finding]:
    """The worst first, and those of one kind as they follow each other in the lesson."""
    order = ["block", "warn", "hint"]
    return sorted(findings, key=lambda finding: (order.index(finding.severity), finding.block_number))
