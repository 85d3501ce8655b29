"""Who the platform is in its records. The address people type may change; this never does."""

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef

from tracking.lrs.models import Agent, AgentRole, KeptIri, Key, StatementAgent

NAME = "platform"
"""The account by which the platform speaks for what it observed itself."""
OF_A_KEY = "key:"
"""So begins the name of the account that a key gets when it is bound to no other agent."""
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
    if not {KeptIri._meta.db_table, Key._meta.db_table} <= set(connection.introspection.table_names()):
        return  # migrated back to before them
    KeptIri.objects.get_or_create(pk=1, defaults={"iri": next(iter(iris_of_records()), wanted_iri())})
    _known.clear()
    platform_iri()


def kept_iri() -> str | None:
    return KeptIri.objects.values_list("iri", flat=True).first()


def wanted_iri() -> str:
    return settings.PLATFORM_IRI or settings.BASE_URL


def iris_of_records() -> list[str]:
    """The IRIs under which a platform stored what it observed: one, unless something went wrong. Oldest first.

    Whoever is only called so, as an actor, or writes by a key, is no platform.
    """
    recorded = StatementAgent.objects.filter(agent=OuterRef("pk"), role=AgentRole.AUTHORITY)
    authorities = (
        Agent.objects.filter(Exists(recorded), ifi__startswith="account:", ifi__endswith=f"|{NAME}")
        .exclude(pk__in=Key.objects.values("authority"))
        .order_by("pk")
    )
    return [ifi.removeprefix("account:").removesuffix(f"|{NAME}") for ifi in authorities.values_list("ifi", flat=True)]
