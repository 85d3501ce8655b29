from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.content.queries import offer_at
from learning.core.access import requires
from tracking.desk.queries.courses import course_at
from tracking.desk.queries.home import recommended_to
from tracking.desk.queries.visits import visit_at
from tracking.desk.requests import LearnerRequest
from tracking.desk.views.forms_only import takes_forms_of
from tracking.enrolment.commands import EnrolmentRefusedError, start_course


@require_safe
@requires("learning.take_part")
def course(request: LearnerRequest, slug: str) -> HttpResponse:
    visit = visit_at(slug=slug, user=request.user)
    if visit.slug != slug:
        return redirect("course", visit.slug)
    return render(request, "desk/course.html", {"course": course_at(visit=visit), "visit": visit})


@takes_forms_of("course")
@requires("learning.take_part")
def start(request: LearnerRequest, slug: str) -> HttpResponse:
    """Enrols, and goes to the lesson that was asked for, else to the first one."""
    offer = offer_at(slug)
    if offer is None:
        raise Http404
    try:
        start_course(learner=request.user, offer=offer, language=get_language() or "de")
    except EnrolmentRefusedError as refused:
        raise Http404 from refused
    visit = visit_at(slug=slug, user=request.user)
    wanted = {lesson.slug for lesson in visit.outline.lessons} & {request.POST.get("lesson", "")}
    messages.success(request, _("Der Kurs steht jetzt unter „Mein Lernen“. Sie können jederzeit unterbrechen."))
    return redirect("lesson", visit.slug, wanted.pop() if wanted else visit.outline.lessons[0].slug)


@require_safe
@requires("learning.take_part")
def course_done(request: LearnerRequest, slug: str) -> HttpResponse:
    visit = visit_at(slug=slug, user=request.user)
    found = course_at(visit=visit)
    if found.completed_at is None or visit.slug != slug:
        return redirect("course", visit.slug)
    recommended = recommended_to(request.user, latest=visit.course_key)
    return render(request, "desk/done.html", {"course": found, "visit": visit, "recommended": recommended})
