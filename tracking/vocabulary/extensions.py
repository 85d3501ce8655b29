"""IRIs of what xAPI has no property for."""

from tracking.lrs.platform import platform_iri


def try_number_iri() -> str:
    """In a result: which try of this learner at this question it was, from 1."""
    return f"{platform_iri()}/xapi/extensions/try"
