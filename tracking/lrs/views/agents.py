"""/agents: everything known of one agent, as a Person (xAPI 1.0.3 Part 3, 2.4; IEEE 9274.1.1, 4.1.6.3)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from tracking.lrs.identities import identifier
from tracking.lrs.models import Agent, key_of
from tracking.lrs.protocol.answers import json_answer
from tracking.lrs.protocol.parameters import agent_of, required
from tracking.lrs.protocol.requests import XapiRequest
from tracking.lrs.scopes import Scope, allows
from tracking.lrs.validators import check_agent
from tracking.lrs.views.resource import Method, resource

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
READING = (Scope.READ_MINE, Scope.STATE, Scope.PROFILE)


def get(request: XapiRequest) -> HttpResponse:
    required(request.params, "agent")
    agent = agent_of(request.params, "agent", request.version) or {}
    check_agent(agent, version=request.version)
    return json_answer(_person(agent, names_of_others=allows(request.key.scopes, Scope.READ)))


def _person(agent: Mapping[str, Any], *, names_of_others: bool) -> dict[str, Any]:
    """Nobody here says that two identifiers are one human being, so there is one. Names that came with statements are
    for those who may read these."""
    names = [agent["name"]] if agent.get("name") else []
    if names_of_others:
        known = Agent.objects.filter(key=key_of(identifier(agent) or "")).values_list("name", flat=True).first()
        names += [known] if known and known not in names else []
    told: dict[str, Any] = {"objectType": "Person"}
    if names:
        told["name"] = names
    return told | {name: [agent[name]] for name in IDENTIFIERS if name in agent}


agents = resource(GET=Method(get, READING, frozenset({"agent"})))
