from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from tracking.lrs.models import KeptIri
from tracking.lrs.platform import kept_iri


@register(Tags.database)
def check_platform_iri(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """`migrate` asks it, so an installation with a changed PLATFORM_IRI does not start."""
    if (
        not databases
        or not settings.PLATFORM_IRI
        or KeptIri._meta.db_table not in connection.introspection.table_names()
    ):
        return []
    kept = kept_iri()
    if kept in (None, settings.PLATFORM_IRI):
        return []
    return [
        Error(
            f"PLATFORM_IRI={settings.PLATFORM_IRI}, but the records of this database name the platform {kept}.",
            hint=f"Leave PLATFORM_IRI out or set it to {kept}. The address people type is BASE_URL; it may change.",
            id="lernhafen.E005",
        )
    ]
