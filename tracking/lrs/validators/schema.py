"""The rules of a statement as JSON Schema, one schema for each family of versions."""

from copy import deepcopy

from tracking.lrs.validators.actors import ACTORS
from tracking.lrs.validators.building import Schema, listed, part, thing, written
from tracking.lrs.validators.clauses import Family
from tracking.lrs.validators.events import STATEMENTS
from tracking.lrs.validators.objects import OBJECTS
from tracking.lrs.validators.outcomes import OUTCOMES


def parts(of: Family) -> Schema:
    """All parts by their names. 2.0 is 1.0.3 with agents and groups in the context."""
    all_parts = deepcopy({**ACTORS, **OBJECTS, **OUTCOMES, **STATEMENTS})
    if of is Family.TWO:
        for name in ("agent", "group"):
            kind = f"context{name.title()}"
            all_parts[f"context_{name}"] = thing(
                f"a context {name}",
                "context",
                {
                    "objectType": {"const": kind},
                    name: part(name),
                    "relevantTypes": listed(written("iri"), minItems=1),
                },
                required=("objectType", name),
            )
            all_parts["context"]["properties"][f"{kind}s"] = listed(part(f"context_{name}"))
    return all_parts
