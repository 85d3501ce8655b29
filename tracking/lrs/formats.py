"""The formats `ids` and `canonical` of statements (xAPI 1.0.3 Part 3, 2.1.3). `exact` is what is stored."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from tracking.lrs.json_text import dumped, parsed
from tracking.lrs.models import Activity, key_of
from tracking.lrs.protocol.versions import Version

Json = dict[str, Any]
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_NEW_IN_2 = {"contextAgents", "contextGroups"}
_CONTEXT_ACTORS = ("instructor", "team")


def in_format(payloads: Sequence[str], name: str, *, languages: Sequence[str] = ()) -> list[str]:
    """Payloads as they are wanted; `languages` by preference, for `canonical`."""
    if name == "exact":
        return list(payloads)
    statements = [parsed(payload.encode()).exact for payload in payloads]
    if name == "ids":
        return [dumped(_walked(each, actor=_actor_ids, activity=_activity_ids, verb=_verb_ids)) for each in statements]
    known = _definitions(statements)

    def canonical_activity(activity: Json) -> Json:
        definition = known.get(activity["id"]) or activity.get("definition")
        return {**activity, "definition": _in_language(definition, languages)} if definition else activity

    def canonical_verb(verb: Json) -> Json:
        return {**verb, "display": _one_language(verb["display"], languages)} if verb.get("display") else verb

    return [
        dumped(_walked(each, actor=lambda actor: actor, activity=canonical_activity, verb=canonical_verb))
        for each in statements
    ]


def in_version_1(payloads: Sequence[str]) -> list[str]:
    """Statements of xAPI 2.0 without what 1.0.3 does not know. A client of 1.0.3 may stumble over them; but it
    is not what was stored any more, so it is asked for by a setting (XAPI_CONVERT_DOWN)."""
    return [_without_new_properties(each) if '"version":"2.' in each else each for each in payloads]


def _without_new_properties(payload: str) -> str:
    statement = _old(parsed(payload.encode()).exact)
    if statement["version"].startswith("2."):
        statement["version"] = Version.V1.value
    return dumped(statement)


def _old(said: Json) -> Json:
    changed = {**said}
    if "context" in said:
        changed["context"] = {name: each for name, each in said["context"].items() if name not in _NEW_IN_2}
    if said["object"].get("objectType") == "SubStatement":
        changed["object"] = _old(said["object"])
    return changed


def _walked(
    said: Json, *, actor: Callable[[Json], Json], activity: Callable[[Json], Json], verb: Callable[[Json], Json]
) -> Json:
    """A statement or sub-statement with its actors, activities and verb changed."""
    changed = {**said, "actor": actor(said["actor"]), "verb": verb(said["verb"])}
    target = said["object"]
    match target.get("objectType", "Activity"):
        case "Activity":
            changed["object"] = activity(target)
        case "Agent" | "Group":
            changed["object"] = actor(target)
        case "SubStatement":
            changed["object"] = _walked(target, actor=actor, activity=activity, verb=verb)
    if "authority" in said:
        changed["authority"] = actor(said["authority"])
    if "context" in said:
        changed["context"] = _context(said["context"], actor=actor, activity=activity)
    return changed


def _context(context: Json, *, actor: Callable[[Json], Json], activity: Callable[[Json], Json]) -> Json:
    changed = {**context, **{name: actor(context[name]) for name in _CONTEXT_ACTORS if name in context}}
    if "contextActivities" in context:
        changed["contextActivities"] = {
            kind: [activity(each) for each in given] if isinstance(given, list) else activity(given)
            for kind, given in context["contextActivities"].items()
        }
    for name, inner in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in context:
            changed[name] = [{**each, inner: actor(each[inner])} for each in context[name]]
    return changed


def _actor_ids(actor: Json) -> Json:
    kind = {"objectType": actor["objectType"]} if "objectType" in actor else {}
    found = {name: actor[name] for name in IDENTIFIERS if name in actor}
    if found:
        return kind | found
    return kind | {"member": [_actor_ids(member) for member in actor.get("member", ())]}


def _activity_ids(activity: Json) -> Json:
    return {name: activity[name] for name in ("objectType", "id") if name in activity}


def _verb_ids(verb: Json) -> Json:
    return {"id": verb["id"]}


def _definitions(statements: Sequence[Json]) -> dict[str, Json]:
    found: set[str] = set()

    def note(activity: Json) -> Json:
        found.add(activity["id"])
        return activity

    for each in statements:
        _walked(each, actor=lambda actor: actor, activity=note, verb=lambda verb: verb)
    rows = Activity.objects.filter(key__in=[key_of(iri) for iri in found]).values_list("iri", "definition")
    return {iri: orjson.loads(definition) for iri, definition in rows}


def _in_language(definition: Json, languages: Sequence[str]) -> Json:
    changed = {**definition}
    for name in ("name", "description"):
        if changed.get(name):
            changed[name] = _one_language(changed[name], languages)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in changed:
            changed[name] = [
                {**each, "description": _one_language(each["description"], languages)}
                if each.get("description")
                else each
                for each in changed[name]
            ]
    return changed


def _one_language(texts: Mapping[str, str], languages: Sequence[str]) -> Json:
    """The wanted one, one that is more special or more general, or the first."""
    by_tag = {tag.lower(): tag for tag in texts}
    for wanted in languages:
        for tag in (wanted, wanted.partition("-")[0]):
            close = [each for each in by_tag if each == tag or each.startswith(f"{tag}-")]
            if close:
                found = by_tag[close[0]]
                return {found: texts[found]}
    first = next(iter(texts))
    return {first: texts[first]}
