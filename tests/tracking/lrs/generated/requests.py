"""Bad requests to the record store: `bad_requests(caller)`. Each has one thing wrong and must be refused."""

from collections.abc import Callable
from itertools import chain

from tests.tracking.lrs.generated.bad_bodies import bad_bodies, bad_statement_requests
from tests.tracking.lrs.generated.bad_documents import bad_documents
from tests.tracking.lrs.generated.bad_forms import bad_forms
from tests.tracking.lrs.generated.bad_headers import bad_headers
from tests.tracking.lrs.generated.bad_multipart import bad_multipart
from tests.tracking.lrs.generated.bad_queries import bad_queries
from tests.tracking.lrs.generated.sent import Bad, Bads, Caller

MAKERS: tuple[Callable[[Caller], Bads], ...] = (
    *(bad_statement_requests, bad_bodies, bad_headers, bad_queries, bad_multipart),
    *(bad_documents, bad_forms),
)


def bad_requests(caller: Caller) -> list[Bad]:
    """No two the same; for one caller always these, in this order."""
    found: dict[object, Bad] = {}
    for request in chain.from_iterable(maker(caller) for maker in MAKERS):
        found.setdefault(request.as_sent, request)
    return list(found.values())


def spread(requests: list[Bad], count: int) -> list[Bad]:
    """So many of them, from every kind alike, evenly over each."""
    by_kind: dict[str, list[Bad]] = {}
    for request in requests:
        by_kind.setdefault(request.kind, []).append(request)
    share = count // len(by_kind)
    left = count - share * len(by_kind)
    chosen: list[Bad] = []
    for number, some in enumerate(by_kind.values()):
        wanted = min(share + (number < left), len(some))
        chosen += [some[place * len(some) // wanted] for place in range(wanted)]
    return chosen
