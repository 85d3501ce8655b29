from django.http import HttpRequest

from learning.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind `@requires` gets."""

    user: User
