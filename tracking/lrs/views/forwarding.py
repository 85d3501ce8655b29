"""Targets of forwarding in the CMS, for platform administration. Passwords and salts go in and never come out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from learning.core.access import requires
from tracking.lrs.commands import targets
from tracking.lrs.forwarding.remote import StoreAwayError
from tracking.lrs.forwarding.secrets import SecretUnreadableError
from tracking.lrs.forwarding.states import state_of, target_states
from tracking.lrs.forwarding.target_form import ChangeForm, TargetForm, known_of
from tracking.lrs.forwarding.wording import advice_on, why_refused
from tracking.lrs.models import DeadLetter, ForwardingTarget

PAGE = 50
form_view = require_http_methods(["GET", "HEAD", "POST"])
manages_forwarding = requires("lrs.manage_forwarding")


@require_safe
@manages_forwarding
def index(request: HttpRequest) -> HttpResponse:
    return shown(request, "index", _("Weiterleitungen (xAPI)"), states=target_states())


@form_view
@manages_forwarding
def create(request: HttpRequest) -> HttpResponse:
    form = TargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        target = targets.create_target(**form.cleaned_data, by=request.user)
        messages.success(request, _("Angelegt. Prüfen Sie jetzt die Verbindung."))
        return redirect("lrs_forwarding:change", target.pk)
    return shown(request, "form", _("Neue Weiterleitung"), form=form, submit_button_label=_("Anlegen"))


@form_view
@manages_forwarding
def change(request: HttpRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(ForwardingTarget, pk=pk)
    form = ChangeForm(request.POST or None, initial=known_of(target))
    if request.method == "POST" and form.is_valid():
        targets.change_target(target_id=pk, **form.values(), by=request.user)
        messages.success(request, _("Gespeichert."))
        return redirect("lrs_forwarding:change", pk)
    more = {"state": state_of(target), "advice": advice_on(target.last_error), "submit_button_label": _("Speichern")}
    return shown(request, "target", target.name, form=form, **more)


@require_POST
@manages_forwarding
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(ForwardingTarget, pk=pk)
    try:
        tried = targets.try_target(target_id=pk)
    except (StoreAwayError, SecretUnreadableError) as error:
        messages.error(request, f"{advice_on(str(error) or 'password')} ({error})")
    else:
        told = {"versions": ", ".join(tried.versions)}
        if tried.refused:
            messages.success(
                request, _("Verbunden. Das Ziel spricht xAPI %(versions)s, und der Schlüssel gilt.") % told
            )
        else:
            messages.warning(request, _("Das Ziel antwortet, nimmt aber auch an, was keine Aufzeichnung ist."))
    return redirect("lrs_forwarding:change", pk)


@require_POST
@manages_forwarding
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(ForwardingTarget, pk=pk)
    if target.is_active:
        targets.pause_target(target_id=pk, by=request.user)
        messages.success(request, _("Angehalten. Es geht weiter, wo es aufgehört hat, sobald Sie fortsetzen."))
    else:
        targets.resume_target(target_id=pk, by=request.user)
        messages.success(request, _("Es geht weiter, wo es aufgehört hat."))
    return redirect("lrs_forwarding:change", pk)


@require_POST
@manages_forwarding
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(ForwardingTarget, pk=pk)
    if uuid := targets.put_next_aside(target_id=pk, by=request.user):
        messages.success(request, _("Beiseitegelegt: %(uuid)s. Die anderen gehen weiter.") % {"uuid": uuid})
    else:
        messages.warning(request, _("Gerade wartet keine Aufzeichnung."))
    return redirect("lrs_forwarding:change", pk)


@form_view
@manages_forwarding
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(ForwardingTarget, pk=pk)
    if request.method == "POST":
        targets.delete_target(target_id=pk, by=request.user)
        messages.success(request, _("Gelöscht. Was schon gesendet ist, bleibt beim Ziel."))
        return redirect("lrs_forwarding:index")
    return shown(request, "delete", _("Weiterleitung löschen"), target=target)


@require_safe
@manages_forwarding
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(ForwardingTarget, pk=pk)
    page = Paginator(target.dead_letters.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("p"))
    return shown(
        request, "letters", _("Nicht angenommen"), target=target, page=page, letters=[described(each) for each in page]
    )


@require_POST
@manages_forwarding
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(ForwardingTarget, pk=pk)
    named = request.POST.get("statement", "")
    try:
        count = targets.resend_dead_letters(target_id=pk, statement=UUID(named) if named else None, by=request.user)
    except (ValueError, targets.UnknownDeadLetterError) as error:
        raise Http404 from error
    told = ngettext(
        "%(count)d wird gleich noch einmal gesendet.", "%(count)d werden gleich noch einmal gesendet.", count
    )
    messages.success(request, told % {"count": count})
    return redirect("lrs_forwarding:letters", pk)


def described(letter: DeadLetter) -> dict[str, Any]:
    said = letter.reason if letter.status else ""
    return {"row": letter, "why": why_refused(letter.status, letter.reason), "said": said}


def shown(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    """In Wagtail's frame."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Start")},
        {"url": reverse("lrs_forwarding:index"), "label": _("Weiterleitungen (xAPI)")},
        {"url": "", "label": title},
    ]
    frame = {
        "header_title": title,
        "page_title": title,
        "header_icon": "redirect",
        "action_url": request.path,
        "breadcrumbs_items": way[:2] if name == "index" else way,
        "submit_button_active_label": _("Einen Moment …"),
    }
    return render(request, f"forwarding/{name}.html", frame | more)
