"""A statement as it may leave for a store that shall not know people: same person, same pseudonym, nobody's name.

Where agents stand in a statement is known, so those are exchanged for accounts; words of verbs are dropped. Extensions,
ids of verbs and activities, their types and answers may hold the same identifier as text: there each mention of one
that this statement names is exchanged, too. Who is mentioned there alone cannot be known; such extensions do not belong
to a target with a salt.
"""

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import UUID

from tracking.lrs.identities import identifier

Json = dict[str, Any]
SHORTEST_MENTION = 4
"""Characters of an identifier that is looked for in free text: `1` would be found in every address."""
SHORTEST_ANYWHERE = 16
_VOCABULARY = {
    *("objectType", "timestamp", "stored", "version", "duration", "interactionType", "language"),
    *("registration", "account"),
}
"""Words of the standard, and what has been exchanged already."""
_UUID4 = 4


def with_pseudonyms(statement: Json, *, salt: str, home_page: str) -> Json:
    """Another statement; `home_page` is that of all pseudonyms. Attachments stay here: nobody knows what is in them."""
    known = {text: pseudonym for actor in _actors(statement) for text, pseudonym in _mentions(actor, salt)}
    changed = _statement(
        {name: value for name, value in statement.items() if name != "attachments"},
        actor=lambda actor: _actor(actor, salt, home_page),
        registration=lambda uuid: registration_for(uuid, salt=salt),
    )
    return _without_mentions(changed, known) if known else changed


def pseudonym_for(ifi: str, *, salt: str) -> str:
    return hmac.new(salt.encode(), ifi.encode(), sha256).hexdigest()


def registration_for(uuid: str, *, salt: str) -> str:
    digest = hmac.new(salt.encode(), f"registration:{UUID(uuid)}".encode(), sha256).digest()
    return str(UUID(bytes=digest[:16], version=_UUID4))


def _statement(said: Json, *, actor: Callable[[Json], Json], registration: Callable[[str], str]) -> Json:
    """A statement or sub-statement with all its actors and its registration exchanged."""
    verb = {name: value for name, value in said["verb"].items() if name != "display"}
    changed = {**said, "actor": actor(said["actor"]), "verb": verb}
    target = said["object"]
    match target.get("objectType", "Activity"):
        case "Agent" | "Group":
            changed["object"] = actor(target)
        case "SubStatement":
            inner = {name: value for name, value in target.items() if name != "attachments"}
            changed["object"] = _statement(inner, actor=actor, registration=registration)
    if "authority" in said:
        changed["authority"] = actor(said["authority"])
    if "context" in said:
        context = changed["context"] = {**said["context"]}
        for name in ("instructor", "team"):
            if name in context:
                context[name] = actor(context[name])
        for name, holder in (("contextAgents", "agent"), ("contextGroups", "group")):
            if name in context:
                context[name] = [{**each, holder: actor(each[holder])} for each in context[name]]
        if "registration" in context:
            context["registration"] = registration(context["registration"])
    return changed


def _actor(actor: Json, salt: str, home_page: str) -> Json:
    changed: Json = {"objectType": actor["objectType"]} if "objectType" in actor else {}
    if ifi := identifier(actor):
        changed["account"] = {"homePage": home_page, "name": pseudonym_for(ifi, salt=salt)}
    if "member" in actor:
        changed["member"] = [_actor(member, salt, home_page) for member in actor["member"]]
    return changed


def _actors(statement: Json) -> list[Json]:
    found: list[Json] = []

    def note(actor: Json) -> Json:
        found.append(actor)
        found.extend(actor.get("member", ()))
        return actor

    _statement(statement, actor=note, registration=lambda uuid: uuid)
    return found


def _mentions(actor: Json, salt: str) -> Iterator[tuple[str, str]]:
    """How an actor may be mentioned in text, and what shall stand there."""
    pseudonym = pseudonym_for(identifier(actor) or "", salt=salt)
    texts = [actor.get("name"), actor.get("mbox_sha1sum"), actor.get("openid"), actor.get("account", {}).get("name")]
    texts.append(actor.get("mbox", "").removeprefix("mailto:"))
    for text in texts:
        if text and len(text) >= SHORTEST_MENTION:
            yield from ((each, pseudonym) for each in (text, quote(text), quote(text, safe="")))


def _without_mentions(statement: Json, known: Mapping[str, str]) -> Json:
    # The longest first: what is part of another is not found inside it.
    pattern = re.compile("|".join(map(_as_pattern, sorted(known, key=len, reverse=True))), re.IGNORECASE)
    pseudonyms = {text.lower(): pseudonym for text, pseudonym in known.items()}

    def exchanged(text: str) -> str:
        return pattern.sub(lambda found: pseudonyms.get(found[0].lower(), ""), text)

    def walked(value: Any, *, is_free: bool = False) -> Any:
        match value:
            case str():
                return exchanged(value)
            case list():
                return [walked(each, is_free=is_free) for each in value]
            case dict() if is_free:
                return {exchanged(name): walked(each, is_free=True) for name, each in value.items()}
            case dict():
                return {
                    name: each if name in _VOCABULARY else walked(each, is_free=name == "extensions")
                    for name, each in value.items()
                }
            case int() if is_free:
                return pseudonyms.get(str(value), value)
        return value

    changed: Json = walked(statement)
    return changed | ({"id": statement["id"]} if "id" in statement else {})


def _as_pattern(text: str) -> str:
    """A short word is looked for as a word: `anna` is no mention in `annals`."""
    pattern = re.escape(text)
    return rf"(?<![^\W_]){pattern}(?![^\W_])" if text.isalnum() and len(text) < SHORTEST_ANYWHERE else pattern
