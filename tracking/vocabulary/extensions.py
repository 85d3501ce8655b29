"""IRIs of what xAPI has no property for."""

from django.conf import settings


def try_number_iri() -> str:
    """In a result: which try of this learner at this question it was, from 1."""
    return f"{settings.PLATFORM_IRI}/xapi/extensions/try"
