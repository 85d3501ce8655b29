"""Two versions on one URL (docs/develop/xapi-versions.md): 1.0.3, and 2.0 (IEEE 9274.1.1)."""

import re
from enum import StrEnum

from django.conf import settings

from tracking.lrs.protocol.errors import BadRequestError

HEADER = "X-Experience-API-Version"
_FAMILIES = re.compile(r"(1\.0|2\.0)(\.\d+)?", re.ASCII)


class Version(StrEnum):
    """The latest of each family: what answers are labelled with."""

    V1 = "1.0.3"
    V2 = "2.0.0"


UNVERSIONED = {Version.V1: "1.0.0", Version.V2: "2.0.0"}
"""The version of a statement that names none, by that of the request."""
_BY_FAMILY = {"1.0": Version.V1, "2.0": Version.V2}


def negotiated(header: str | None) -> Version:
    if header is None:
        raise BadRequestError(HEADER, "the header is missing", clause="IEEE 9274.1.1 4.1.6.1, xAPI 1.0.3 Part 3 3.3")
    found = _FAMILIES.fullmatch(header)
    if not found:
        raise BadRequestError(
            HEADER, "must be 1.0, 1.0.x, 2.0 or 2.0.x", clause="IEEE 9274.1.1 4.1.6.1, xAPI 1.0.3 Part 3 3.3"
        )
    return _BY_FAMILY[found[1]]


def version_told(header: str | None) -> Version:
    """Of an answer to a caller whose header may be missing or wrong."""
    try:
        return negotiated(header)
    except BadRequestError:
        return Version(settings.XAPI_DEFAULT_VERSION)
