from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import url_str_to_user_pk
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase

from learning.accounts.demo import is_shared
from learning.accounts.models import User

View = Callable[..., HttpResponseBase]


def closed_to_shared(view: View) -> View:
    """A page that changes how somebody signs in: not there for accounts that all visitors of the demo share."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_shared(request.user) or is_shared(person_of_link(kwargs.get("uidb36"))):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def person_of_link(uid: str | None) -> User | None:
    """Whom a link for a new password is about."""
    try:
        return User.objects.filter(pk=url_str_to_user_pk(uid)).first() if uid else None
    except (ValueError, ValidationError):
        return None
