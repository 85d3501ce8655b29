"""What the store holds, for those who look after the platform and its data protection. Each look is in the log."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from learning.accounts.models import User
from learning.core.access import requires
from learning.core.commands import record_access
from tracking.lrs.queries.overview import seen_statement
from tracking.xapi.pages import list_page, purposes, statement_page
from tracking.xapi.purposes import PURPOSES, purpose_of


class LookerRequest(HttpRequest):
    user: User


def with_purpose(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view its purpose. Who has not said it yet is asked, sees nothing before, and is led back."""

    @wraps(view)
    def answer(request: LookerRequest, **arguments: Any) -> HttpResponse:
        purpose = purpose_of(request)
        if purpose is None:
            asked = [(name, value) for name, value in request.GET.items() if name != "zweck"]
            return render(request, "statements/purpose.html", {"asked": asked, "purposes": purposes()})
        return view(request, purpose=purpose, **arguments)

    return answer


@require_safe
@requires("lrs.see_statements")
@with_purpose
def index(request: LookerRequest, *, purpose: str) -> HttpResponse:
    page = list_page(request.GET.dict(), purpose=purpose)
    if page.form.is_valid():
        record_look(request, f"list {page.told}", purpose)
    return render(request, "statements/index.html", {"page": page, "purposes": purposes()})


@require_safe
@requires("lrs.see_statements")
@with_purpose
def statement(request: LookerRequest, *, uuid: UUID, purpose: str) -> HttpResponse:
    seen = seen_statement(uuid)
    if seen is None:
        raise Http404
    record_look(request, str(uuid), purpose)
    return render(request, "statements/statement.html", {"page": statement_page(seen, purpose=purpose)})


def record_look(request: LookerRequest, what: str, purpose: str) -> None:
    record_access(reader=request.user, what=f"lrs.statements: {what}".strip()[:200], purpose=PURPOSES[purpose])
