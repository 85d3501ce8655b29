"""Keys in the CMS, for platform administration. The secret is in one answer and nowhere else, not in the session."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.core.access import requires
from tracking.lrs.commands.authorities import AuthorityRefusedError
from tracking.lrs.commands.keys import KeyEndedError, NewKey, change_key, create_key, revoke_key, rotate_key
from tracking.lrs.forms import REFUSED, KeyForm, NewKeyForm, RotationForm
from tracking.lrs.models import Key
from tracking.lrs.scopes import LABELS, Scope

PAGE = 50
SENT = "lrs.keys.sent"
"""In the session: forms that were carried out. Reloading the answer would make a second secret."""
form_view = require_http_methods(["GET", "HEAD", "POST"])
manages_keys = requires("lrs.manage_keys")


@require_safe
@manages_keys
def index(request: HttpRequest) -> HttpResponse:
    rows = Key.objects.lasting().select_related("authority").order_by(F("revoked_at").desc(nulls_first=True), "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    return shown(request, "index", _("Schlüssel (xAPI)"), page=page, keys=[described(row) for row in page])


@form_view
@manages_keys
def create(request: HttpRequest) -> HttpResponse:
    form = NewKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if was_sent(request):
            return to_the_list(request)
        try:
            made = create_key(**form.values(), by=request.user)
        except AuthorityRefusedError as error:
            form.add_error("authority", REFUSED[error.code])
        else:
            return with_secret(request, made, _("Schlüssel angelegt"))
    return shown(request, "form", _("Neuer Schlüssel"), form=form, submit_button_label=_("Anlegen"))


@form_view
@manages_keys
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Key.objects.select_related("authority"), pk=pk)
    known = {name: getattr(row, name) for name in KeyForm.base_fields}
    form = KeyForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            change_key(key_id=pk, **form.cleaned_data, by=request.user)
        except KeyEndedError:
            return ended(request, pk)
        messages.success(request, _("Gespeichert. Es gilt ab der nächsten Anfrage."))
        return redirect("lrs_keys:change", pk)
    return shown(request, "key", row.name, form=form, row=row, key=described(row), submit_button_label=_("Speichern"))


@form_view
@manages_keys
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Key, pk=pk)
    form = RotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if was_sent(request):
            return to_the_list(request)
        try:
            made = rotate_key(key_id=pk, old_good_until=form.old_good_until(), by=request.user)
        except KeyEndedError:
            return ended(request, pk)
        return with_secret(request, made, _("Geheimnis erneuert"))
    return shown(request, "rotate", _("Geheimnis erneuern"), form=form, row=row, submit_button_label=_("Erneuern"))


@form_view
@manages_keys
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Key, pk=pk)
    if request.method == "POST":
        revoke_key(key_id=pk, by=request.user)
        messages.success(request, _("Gesperrt. „%(name)s“ kommt nicht mehr herein.") % {"name": row.name})
        return redirect("lrs_keys:index")
    return shown(request, "revoke", _("Schlüssel sperren"), row=row)


def described(row: Key) -> dict[str, Any]:
    return {
        "row": row,
        "scopes": [LABELS[Scope(each)] for each in row.scopes],
        "authority": row.authority.ifi.partition(":")[2],
    }


def with_secret(request: HttpRequest, made: NewKey, title: str) -> HttpResponse:
    request.session[SENT] = [*request.session.get(SENT, [])[-19:], request.POST.get("einmal", "")]
    return shown(request, "secret", title, made=made)


def was_sent(request: HttpRequest) -> bool:
    return request.POST.get("einmal", "") in request.session.get(SENT, [])


def to_the_list(request: HttpRequest) -> HttpResponse:
    text = _(
        "Das war schon ausgeführt, und das Geheimnis wird kein zweites Mal gezeigt. Haben Sie es nicht notiert, "
        "erneuern Sie es."
    )
    messages.warning(request, text)
    return redirect("lrs_keys:index")


def ended(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, _("Dieser Schlüssel ist beendet und kommt nicht wieder. Legen Sie einen neuen an."))
    return redirect("lrs_keys:change", pk)


def shown(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    """In Wagtail's frame."""
    way = [
        {"url": reverse("wagtailadmin_home"), "label": _("Start")},
        {"url": reverse("lrs_keys:index"), "label": _("Schlüssel (xAPI)")},
        {"url": "", "label": title},
    ]
    frame = {
        "header_title": title,
        "page_title": title,
        "header_icon": "key" if name == "index" else "",
        "action_url": request.path,
        "breadcrumbs_items": way[:2] if name == "index" else way,
        "einmal": uuid4().hex,
        "submit_button_active_label": _("Einen Moment …"),
    }
    return render(request, f"record_store/{name}.html", frame | more)
