from django.http import HttpRequest

from learning.accounts.models import User


class LearnerRequest(HttpRequest):
    """What a view behind `@requires("learning.take_part")` gets: somebody is signed in."""

    user: User
