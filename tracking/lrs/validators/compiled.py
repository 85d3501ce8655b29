"""The schemas, compiled: one validator for each part and family, made when it is first needed."""

from functools import cache

from jsonschema_rs import Draft202012Validator

from tracking.lrs.validators import formats, timestamps
from tracking.lrs.validators.building import Schema
from tracking.lrs.validators.clauses import Family
from tracking.lrs.validators.schema import parts

FORMATS = {
    "iri": formats.is_iri,
    "mailto": formats.is_mailto,
    "sha1": formats.is_sha1,
    "sha2": formats.is_sha2,
    "uuid": formats.is_uuid,
    "language tag": formats.is_language_tag,
    "duration": formats.is_duration,
    "media type": formats.is_media_type,
}
"""The same in both families."""
DIFFERENT = {
    Family.ONE: {"timestamp": timestamps.is_iso_8601, "version": formats.is_version_1},
    Family.TWO: {"timestamp": timestamps.is_rfc_3339, "version": formats.is_version_1_or_2},
}


@cache
def schema_of(part: str, of: Family) -> Schema:
    return {"$ref": f"#/$defs/{part}", "$defs": parts(of)}


@cache
def validator_of(part: str, of: Family) -> Draft202012Validator:
    return Draft202012Validator(
        schema_of(part, of),
        formats={**FORMATS, **DIFFERENT[of]},
        validate_formats=True,
        ignore_unknown_formats=False,
        offline=True,
    )
