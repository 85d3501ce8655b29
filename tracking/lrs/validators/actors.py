"""Agents and groups."""

from tracking.lrs.validators.building import NAMED, STRING, Schema, is_type, listed, part, thing, written

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_IDENTIFIED: Schema = {
    "mbox": {"clause": "identifier", **written("mailto")},
    "mbox_sha1sum": {"clause": "identifier", **written("sha1")},
    "openid": {"clause": "identifier", **written("iri")},
    "account": part("account"),
}
_EACH_IDENTIFIER = [{"required": [name]} for name in IDENTIFIERS]
_EXACTLY_ONE: Schema = {
    "oneOf": _EACH_IDENTIFIER,
    "rules": {"oneOf": "must have exactly one of mbox, mbox_sha1sum, openid and account"},
}
_MEMBERS = listed(part("agent"), rules={"type": "must be a list of agents"})

_TWO = dict.fromkeys(("minItems", "maxItems"), "must hold exactly two agents")
ACTORS: Schema = {
    "actor": {
        "type": "object",
        "clause": "actor",
        "if": is_type("Group"),
        "then": part("group"),
        "else": {"properties": {"objectType": {"enum": ["Agent", "Group"]}}, "allOf": [part("agent")]},
    },
    "agent": thing(
        "an agent",
        "agent",
        {"objectType": {"const": "Agent"}, "name": STRING, **_IDENTIFIED},
        **_EXACTLY_ONE,
    ),
    "group": thing(
        "a group",
        "group",
        {"objectType": {"const": "Group"}, "name": STRING, "member": _MEMBERS, **_IDENTIFIED},
        required=("objectType",),
        **{
            "if": {"anyOf": _EACH_IDENTIFIER},
            "then": _EXACTLY_ONE,
            "else": {
                "required": ["member"],
                "properties": {"member": {"minItems": 1}},
                "rules": {"required": "must be given: the group has no identifier of its own"},
            },
        },
    ),
    "account": thing(
        "an account", "account", {"homePage": written("iri"), "name": NAMED}, required=("homePage", "name")
    ),
    "authority": {
        "type": "object",
        "clause": "authority",
        "if": is_type("Group"),
        "then": thing(
            "a group as authority",
            "authority",
            {
                "objectType": STRING,
                "name": STRING,
                "member": {**_MEMBERS, "minItems": 2, "maxItems": 2, "rules": _TWO},
            },
            required=("member",),
        ),
        "else": {"properties": {"objectType": {"enum": ["Agent", "Group"]}}, "allOf": [part("agent")]},
    },
}
