"""/activities/state, /activities/profile and /agents/profile (xAPI 1.0.3 Part 3, 2.3, 2.6, 2.7; IEEE 9274.1.1, 4.1.6.2,
4.1.6.5, 4.1.6.6)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.http import HttpResponse

from tracking.lrs.commands.documents import (
    DocumentTooLargeError,
    MergeRefusedError,
    delete_document,
    delete_documents,
    merge_document,
    put_document,
)
from tracking.lrs.documents import Listed, Place, document_at, listed_at
from tracking.lrs.models import DocumentKind
from tracking.lrs.protocol.answers import bytes_answer, http_date, json_answer, no_content
from tracking.lrs.protocol.errors import BadRequestError, XapiError
from tracking.lrs.protocol.parameters import agent_of, iri_of, required, time_of, uuid_of
from tracking.lrs.protocol.preconditions import preconditions, quoted
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.scopes import Scope
from tracking.lrs.views.resource import Method, resource

UNNAMED_TYPE = "application/octet-stream"
_HEADER_TEXT = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,254}")


@dataclass(frozen=True)
class Resource:
    kind: DocumentKind
    name: str
    """The parameter with the id of a document."""
    clause: str
    owners: tuple[str, ...]
    """The parameters that say to whom and what documents belong; all of them must be given."""
    others: tuple[str, ...] = ()

    def place(self, request: XapiRequest) -> Place:
        for owner in self.owners:
            required(request.params, owner)
        return Place(
            kind=self.kind,
            activity=iri_of(request.params, "activityId"),
            agent=agent_of(request.params, "agent", request.version),
            registration=uuid_of(request.params, "registration"),
            document_id=self._id(request),
        )

    def place_of_one(self, request: XapiRequest) -> Place:
        required(request.params, self.name)
        return self.place(request)

    def _id(self, request: XapiRequest) -> str | None:
        if request.params.get(self.name) == "":
            raise BadRequestError(self.name, "must not be empty", clause=self.clause)
        return request.params.get(self.name)


def get(of: Resource, request: XapiRequest) -> HttpResponse:
    place = of.place(request)
    since = time_of(request.params, "since", request.version)
    if place.document_id is None:
        return _list(listed_at(place, since=since))
    document = document_at(place)
    if document is None:
        raise XapiError(HTTPStatus.NOT_FOUND, of.name, "no such document", clause=of.clause)
    return bytes_answer(
        bytes(document.content),
        content_type=document.content_type,
        etag=quoted(document.etag),
        last_modified=http_date(document.updated_at),
    )


def _list(found: Listed) -> HttpResponse:
    answer = json_answer(found.ids)
    if found.newest:
        answer["Last-Modified"] = http_date(found.newest)
    return answer


def put(of: Resource, request: XapiRequest) -> HttpResponse:
    check = partial(preconditions(request.headers, request.version).check_put, kind=of.kind)
    place = of.place_of_one(request)
    put_document(place=place, content=request.body, content_type=_content_type(request), check=check)
    return no_content()


def post(of: Resource, request: XapiRequest) -> HttpResponse:
    check = preconditions(request.headers, request.version).check
    place = of.place_of_one(request)
    try:
        merge_document(place=place, content=request.body, content_type=_content_type(request), check=check)
    except MergeRefusedError as error:
        raise BadRequestError("body", str(error), clause="xAPI 1.0.3 Part 3 2.2") from error
    except DocumentTooLargeError as error:
        raise XapiError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", "makes the document too large", clause=of.clause
        ) from error
    return no_content()


def delete_one(of: Resource, request: XapiRequest) -> HttpResponse:
    check = preconditions(request.headers, request.version).check
    delete_document(place=of.place_of_one(request), check=check)
    return no_content()


def delete(of: Resource, request: XapiRequest) -> HttpResponse:
    """Of states: without an id, all of them."""
    if of.name in request.params:
        return delete_one(of, request)
    if preconditions(request.headers, request.version).are_given:
        raise BadRequestError("If-Match", "goes with one document only: stateId is missing", clause=of.clause)
    delete_documents(place=of.place(request))
    return no_content()


def _content_type(request: XapiRequest) -> str:
    given = request.content_type or UNNAMED_TYPE
    if not _HEADER_TEXT.fullmatch(given):
        raise BadRequestError("Content-Type", "is no media type")
    return given


def _methods(of: Resource, scope: Scope, deleting: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    params = frozenset((*of.owners, *of.others, of.name))
    return resource(
        GET=Method(partial(get, of), (scope, Scope.ALL_READ), params | {"since"}),
        PUT=Method(partial(put, of), (scope,), params),
        POST=Method(partial(post, of), (scope,), params),
        DELETE=Method(partial(deleting, of), (scope,), params),
    )


_STATE, _AGENT, _ACTIVITY = DocumentKind.STATE, DocumentKind.AGENT_PROFILE, DocumentKind.ACTIVITY_PROFILE
state = _methods(
    Resource(_STATE, "stateId", "IEEE 9274.1.1 4.1.6.2", ("activityId", "agent"), ("registration",)),
    Scope.STATE,
    delete,
)
agent_profile = _methods(Resource(_AGENT, "profileId", "IEEE 9274.1.1 4.1.6.5", ("agent",)), Scope.PROFILE, delete_one)
activity_profile = _methods(
    Resource(_ACTIVITY, "profileId", "IEEE 9274.1.1 4.1.6.6", ("activityId",)), Scope.PROFILE, delete_one
)
