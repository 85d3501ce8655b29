from typing import NamedTuple, TypedDict
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from courses.content.models import EditionUnit
from courses.content.queries import LessonInOutline, lesson_body
from courses.quizzes.frozen import FrozenQuestion
from courses.quizzes.types import ResponseError, question_type
from learning.core.access import requires
from tracking.attempts.commands import AttemptRefusedError, finish_lesson, save_draft
from tracking.desk.commands import keep_place, submit_answer
from tracking.desk.forms import PlaceForm, TryForm
from tracking.desk.queries.checks import Posted, name_of, questions_of, seed
from tracking.desk.queries.lessons import lesson_at
from tracking.desk.queries.visits import Visit, lesson_slug_today, unit_at, visit_at
from tracking.desk.requests import LearnerRequest
from tracking.desk.views.forms_only import takes_forms_of
from tracking.enrolment.models import Enrolment

OVERTAKEN = {
    "behind": gettext_lazy(
        "Diese Frage haben Sie in einem anderen Fenster schon beantwortet. Was Sie hier gewählt haben, ist noch "
        "ausgewählt und noch nicht gewertet. Soll es gelten, senden Sie es noch einmal ab."
    ),
    "settled": gettext_lazy(
        "Diese Frage haben Sie in einem anderen Fenster schon richtig beantwortet. Was Sie hier gewählt haben, wurde "
        "nicht gewertet."
    ),
}


@require_safe
@requires("learning.take_part")
def lesson(request: LearnerRequest, slug: str, lesson_slug: str) -> HttpResponse:
    visit = visit_at(slug=slug, user=request.user)
    try:
        unit = unit_at(visit=visit, slug=lesson_slug)
    except Http404:
        moved_to = lesson_slug_today(visit=visit, slug=lesson_slug)
        if moved_to is None:
            raise
        return redirect("lesson", visit.slug, moved_to)
    if (visit.slug, unit.slug) != (slug, lesson_slug):
        return redirect("lesson", visit.slug, unit.slug)
    shown, moved = request.GET.get("frage", ""), request.GET.get("schritt", "")
    at = lesson_at(visit=visit, unit=unit, shown=shown, moved=moved)
    return render(request, "desk/lesson.html", {"at": at, "visit": visit})


class Target(TypedDict):
    enrolment: Enrolment
    unit: EditionUnit


class Work(NamedTuple):
    """A lesson of a course the person is in. Everything below answers 404 to anybody else."""

    visit: Visit
    enrolment: Enrolment
    unit: EditionUnit

    @property
    def target(self) -> Target:
        return {"enrolment": self.enrolment, "unit": self.unit}

    @property
    def lesson(self) -> LessonInOutline:
        return next(each for each in self.visit.outline.lessons if each.key == self.unit.unit_key)

    def question(self, key: UUID) -> FrozenQuestion:
        found = questions_of(visit=self.visit, unit=self.unit).get(key)
        if found is None:
            raise Http404
        return found

    def block_of(self, key: UUID) -> str:
        blocks = lesson_body(self.unit).blocks
        return next((block.id for block in blocks if key in block.question_keys), "")

    def back(self, query: str = "", anchor: str = "") -> HttpResponseRedirect:
        url = reverse("lesson", args=[self.visit.slug, self.unit.slug])
        return HttpResponseRedirect(f"{url}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}")


def work_at(request: LearnerRequest, slug: str, lesson_slug: str) -> Work:
    visit = visit_at(slug=slug, user=request.user)
    if visit.enrolment is None:
        raise Http404
    return Work(visit, visit.enrolment, unit_at(visit=visit, slug=lesson_slug))


@takes_forms_of("lesson")
@requires("learning.take_part")
def answer(request: LearnerRequest, slug: str, lesson_slug: str, key: UUID) -> HttpResponse:
    work = work_at(request, slug, lesson_slug)
    question, form = work.question(key), TryForm(request.POST, question_key=key)
    if not form.is_valid():
        return refused(request, work, key, form, _("Etwas fehlte in dem, was ankam. Bitte senden Sie noch einmal ab."))
    if form.only_moves:
        return move(work, question, form)
    number = form.cleaned_data["number"]
    seeded = seed(enrolment=work.enrolment, unit=work.unit, question=question, number=number)
    try:
        response = question_type(question.kind).read(question, seed=seeded, posted=form.posted)
        submit_answer(**work.target, question=question, number=number, response=response, block_id=work.block_of(key))
    except ResponseError as error:
        return refused(request, work, key, form, error.message)
    except AttemptRefusedError as refusal:
        if refusal.code in OVERTAKEN:
            return overtaken(request, work, question, response, refusal.code)
        return refused(request, work, key, form, _("Diese Seite war nicht mehr aktuell. Bitte wählen Sie noch einmal."))
    name = name_of(key)
    return work.back(f"frage={name}", f"{name}-feedback")


def move(work: Work, question: FrozenQuestion, form: TryForm) -> HttpResponse:
    """An arrow of a sort question, for browsers that run no script: the order so far is kept as a draft."""
    number = form.cleaned_data["number"]
    seeded = seed(enrolment=work.enrolment, unit=work.unit, question=question, number=number)
    drafted = question_type(question.kind).draft(question, seed=seeded, posted=form.posted, move=form.move)
    save_draft(**work.target, question=question, response=drafted.response)
    name = name_of(question.key)
    step = form.move.partition(":")[0]
    return work.back(f"frage={name}&schritt={step}" if step.isalnum() else f"frage={name}", name)


def overtaken(
    request: LearnerRequest, work: Work, question: FrozenQuestion, response: tuple[str, ...], code: str
) -> HttpResponse:
    """This try was answered in another window. What was chosen here is kept for the next try, unless none is left."""
    if code == "behind":
        save_draft(**work.target, question=question, response=response)
    return again(request, work, Posted(question_key=question.key, error=str(OVERTAKEN[code])))


def refused(request: LearnerRequest, work: Work, key: UUID, form: TryForm, error: str) -> HttpResponse:
    """The page again with what was chosen and what to do; nothing is counted."""
    return again(request, work, Posted(question_key=key, chosen=tuple(form.posted), error=error))


def again(request: LearnerRequest, work: Work, posted: Posted) -> HttpResponse:
    at = lesson_at(visit=work.visit, unit=work.unit, posted=posted, shown=name_of(posted.question_key))
    return render(request, "desk/lesson.html", {"at": at, "visit": work.visit}, status=422)


@takes_forms_of("lesson")
@requires("learning.take_part")
def draft(request: LearnerRequest, slug: str, lesson_slug: str, key: UUID) -> HttpResponse:
    """What is chosen so far, sent by draft.js while the learner works."""
    work = work_at(request, slug, lesson_slug)
    question, form = work.question(key), TryForm(request.POST, question_key=key)
    if not form.is_valid():
        return HttpResponse(status=422)
    number = form.cleaned_data["number"]
    seeded = seed(enrolment=work.enrolment, unit=work.unit, question=question, number=number)
    drafted = question_type(question.kind).draft(question, seed=seeded, posted=form.posted)
    save_draft(**work.target, question=question, response=drafted.response)
    return HttpResponse(status=204)


@takes_forms_of("lesson")
@requires("learning.take_part")
def finish(request: LearnerRequest, slug: str, lesson_slug: str) -> HttpResponse:
    """The learner says "Erledigt": the end of a lesson without questions."""
    work = work_at(request, slug, lesson_slug)
    try:
        finish_lesson(**work.target)
    except AttemptRefusedError:
        return work.back()
    return work.back(anchor="weiter")


@takes_forms_of("lesson")
@requires("learning.take_part")
def bookmark(request: LearnerRequest, slug: str, lesson_slug: str) -> HttpResponse:
    """The block on screen, sent by bookmark.js."""
    work = work_at(request, slug, lesson_slug)
    form = PlaceForm(request.POST, block_ids=work.lesson.block_ids)
    if not form.is_valid():
        return HttpResponse(status=422)
    keep_place(**work.target, block_id=form.block_id)
    return HttpResponse(status=204)
