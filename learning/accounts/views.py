from allauth.account.utils import perform_login
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from learning.accounts.commands import change_preferences
from learning.accounts.demo import ACCOUNTS, is_shared
from learning.accounts.forms import PreferencesForm
from learning.accounts.models import User
from learning.accounts.requests import SignedInRequest
from learning.core.access import public, requires


@requires("platform.use")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    context = {"is_shared": is_shared(request.user)}
    if request.method != "POST":
        return render(request, "account/profile.html", context | {"form": PreferencesForm()})
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return render(request, "account/profile.html", context | {"form": form}, status=422)
    user = change_preferences(user=request.user, **form.chosen())
    response = redirect(next_address(request, "profile"))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", secure=settings.HTTPS)
    if "next" not in request.POST:
        with override(user.language):
            messages.success(request, _("Ihre Einstellungen sind gespeichert."))
    return response


@public
@rate_limit(action="login")
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Enter one of the demo accounts by its button. In every other profile there is no such page."""
    account = ACCOUNTS.get(request.POST.get("konto", ""))
    if not settings.DEMO or account is None:
        raise Http404
    user = get_object_or_404(User.objects.active(), email=account.email)
    return perform_login(request, user, redirect_url=next_address(request, settings.LOGIN_REDIRECT_URL))


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where Wagtail and Django send people without access: strangers to the one door, others get the reason."""
    if request.user.is_authenticated:
        list(messages.get_messages(request))  # read and gone: Wagtail's own words for what our page says
        raise PermissionDenied
    back = request.GET.get("next", "")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}" if back else "account_login")


@public
def closed(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """What the libraries offer and we do not: a second way to sign up, in or out, or to set a password."""
    raise Http404


def next_address(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else otherwise
