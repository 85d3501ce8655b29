"""Who the platform is in its records. The address people type may change; this never does."""

from django.conf import settings
from django.db import connection

from tracking.lrs.models import Agent, KeptIri

NAME = "platform"
"""The account by which the platform speaks for what it observed itself."""
_known: list[str] = []


def platform_iri() -> str:
    """As kept with the records; before there is a database, what would be kept. Read once per process."""
    if not _known:
        kept = kept_iri()
        if kept is None:
            return wanted_iri()
        _known.append(kept)
    return _known[0]


def keep_platform_iri(**_kwargs: object) -> None:
    """At every migrate, for the first one. Records that are older than this table name the platform already."""
    if KeptIri._meta.db_table not in connection.introspection.table_names():
        return  # migrated back to before it
    KeptIri.objects.get_or_create(pk=1, defaults={"iri": next(iter(iris_of_records()), wanted_iri())})
    _known.clear()
    platform_iri()


def kept_iri() -> str | None:
    return KeptIri.objects.values_list("iri", flat=True).first()


def wanted_iri() -> str:
    return settings.PLATFORM_IRI or settings.BASE_URL


def iris_of_records() -> list[str]:
    """The IRIs under which a platform stored what it observed: one, unless something went wrong. Oldest first."""
    authorities = Agent.objects.filter(ifi__startswith="account:", ifi__endswith=f"|{NAME}").order_by("pk")
    return [ifi.removeprefix("account:").removesuffix(f"|{NAME}") for ifi in authorities.values_list("ifi", flat=True)]
