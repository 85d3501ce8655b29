"""If-Match and If-None-Match of documents (RFC 9110, 13.1), and what holds where neither is given.

An ETag is the hash of the bytes. So a weak tag, as a proxy that compresses makes of ours, means the same as a strong
one; and a tag without quotes, as old clients send it, is understood.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from tracking.lrs.models import DocumentKind
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.versions import Version

CLAUSES = {Version.V1: "xAPI 1.0.3 Part 3 3.1", Version.V2: "IEEE 9274.1.1 4.1.4"}
_TAG = re.compile(r'(?:[Ww]/)?"([^"]*)"|([^\s,"]+)')


@dataclass(frozen=True)
class Preconditions:
    """None: the header is not given."""

    match: str | None
    none_match: str | None
    version: Version

    @property
    def are_given(self) -> bool:
        return self.match is not None or self.none_match is not None

    def check(self, etag: str | None) -> None:
        """`etag` of what is there, without quotes; None if there is nothing. Raises XapiError 412."""
        if self.match is not None and not _names(self.match, etag):
            raise self._failed("If-Match", "names no version of the document that is there")
        if self.none_match is not None and _names(self.none_match, etag):
            raise self._failed("If-None-Match", "names the document that is there")

    def check_put(self, etag: str | None, *, kind: DocumentKind) -> None:
        """PUT must not overwrite unseen what somebody else wrote; 1.0.3 asks that of profiles alone."""
        self.check(etag)
        if self.are_given or (self.version is Version.V1 and kind is DocumentKind.STATE):
            return
        clause = CLAUSES[self.version]
        if etag is not None:
            rule = "there is a document: read it first, and send its ETag in If-Match"
            raise XapiError(HTTPStatus.CONFLICT, "If-Match", rule, clause=clause)
        if self.version is Version.V1:
            raise BadRequestError("If-Match", "If-Match or If-None-Match must be given", clause=clause)

    def _failed(self, header: str, rule: str) -> XapiError:
        return XapiError(HTTPStatus.PRECONDITION_FAILED, header, rule, clause=CLAUSES[self.version])


def preconditions(headers: Mapping[str, str], version: Version) -> Preconditions:
    return Preconditions(headers.get("If-Match"), headers.get("If-None-Match"), version)


def quoted(etag: str) -> str:
    return f'"{etag}"'


def _names(header: str, etag: str | None) -> bool:
    if etag is None:
        return False
    tags = {(in_quotes or plain).lower() for in_quotes, plain in _TAG.findall(header)}
    return header.strip() == "*" or etag in tags
