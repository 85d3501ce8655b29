"""The gate every way of publishing passes: the editor's form, `publish()` of a page, the registered publish action."""

from typing import Any, Protocol

from django.core.exceptions import ValidationError
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.stream_block import StreamValue

from courses.content.checks import Finding
from courses.quizzes.references import OwnReferences


class Checked(Protocol):
    def findings(self) -> list[Finding]: ...


class PublishRefused(ValidationError):  # noqa: N818 -- a refusal with its reasons, not an error of the program
    """Something has to be put right before this page can be published; the draft stays as it is."""

    def __init__(self, title: str, findings: list[Finding], page_id: int | None = None) -> None:
        super().__init__([str(finding) for finding in findings])
        self.title = title
        self.findings = findings
        self.page_id = page_id


def refuse_if_blocked(page: Any) -> None:
    """Raises PublishRefused. Pages of other kinds than ours pass."""
    found = blocking(page) if hasattr(page, "findings") else []
    if found:
        raise PublishRefused(str(page), found, page.pk)


def blocking(page: Checked) -> list[Finding]:
    return [finding for finding in page.findings() if finding.blocks]


class GatedPublishAction(PublishPageRevisionAction):
    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks=skip_permission_checks)
        refuse_if_blocked(self.revision.as_object())


class CheckedForm(OwnReferences, WagtailAdminPageForm):
    """Refuses to publish, schedule or submit a page with blocking findings, at the field or block they are about.

    A draft is saved whatever is found: `is_deferred_validation` belongs to this form alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # made from the title, also when the browser had no time for it

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        wrong_already = set(self.errors)
        if "title" in wrong_already:
            wrong_already.add("slug")  # it is made from the title
        found: dict[str | None, list[Finding]] = {}
        for finding in self.instance.findings():
            field = _form_field(self, finding)
            if finding.blocks and field not in wrong_already:
                found.setdefault(field, []).append(finding)
        for field, findings in found.items():
            self.add_error(field, _as_error(findings, getattr(self.instance, field or "", None)))


def _form_field(form: CheckedForm, finding: Finding) -> str | None:
    field = "body" if finding.block_number else finding.field
    return field if field in form.fields else None


def _as_error(findings: list[Finding], value: Any) -> ValidationError:
    if not isinstance(value, StreamValue):
        return ValidationError([str(finding) for finding in findings])
    errors: dict[int, ValidationError] = {}
    by_block: dict[int, list[Finding]] = {}
    for finding in findings:
        by_block.setdefault(finding.block_number, []).append(finding)
    whole = [ValidationError(str(finding)) for finding in by_block.pop(0, [])]
    for number, about in by_block.items():
        by_part: dict[str, list[str]] = {}
        for finding in about:
            by_part.setdefault(finding.field, []).append(str(finding))
        errors[number - 1] = StructBlockValidationError(
            block_errors={part: ValidationError(messages) for part, messages in by_part.items() if part},
            non_block_errors=[ValidationError(message) for message in by_part.get("", [])],
        )
    return StreamBlockValidationError(block_errors=errors, non_block_errors=whole)
