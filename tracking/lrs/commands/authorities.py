"""Under whose name statements stand, and which names no key may have."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from learning.core.commands import record_audit
from tracking.lrs.identities import identifier
from tracking.lrs.models import Agent, Key
from tracking.lrs.platform import NAME, OF_A_KEY, platform_iri
from tracking.lrs.shared_rows import agent_ids
from tracking.lrs.validators import StatementInvalidError, check_agent

Json = Mapping[str, Any]


class AuthorityRefusedError(ValueError):
    """`code`: `not_an_agent`, `of_the_platform` (it speaks for itself and for its learners), `private`, `of_a_key` (a
    key writes under it already, so others read it)."""

    def __init__(self, code: str) -> None:
        super().__init__(f"this authority is refused: {code}")
        self.code = code


@transaction.atomic
def declare_private_authority(*, authority: Json, by: Any = None) -> Agent:
    """From now on what stands under this agent, before and after, is read by the projection and by the person it is
    about alone. To be called before the first statement, by the app that keeps it; repeating it changes nothing."""
    ifi = checked_agent(authority)
    agent = Agent.objects.select_for_update().get(pk=agent_ids({ifi: authority})[ifi])
    if agent.is_private:
        return agent
    if Key.objects.valid().filter(authority=agent).exists():
        raise AuthorityRefusedError("of_a_key")
    agent.is_private = True
    agent.save(update_fields=["is_private"])
    record_audit(actor=by, action="lrs.authority_made_private", subject=f"lrs.agent:{agent.pk}")
    return agent


def checked_agent(authority: Json) -> str:
    """Its identifier. Raises AuthorityRefusedError for what is no single agent."""
    try:
        check_agent(authority, "authority")
    except StatementInvalidError as error:
        raise AuthorityRefusedError("not_an_agent") from error
    ifi = identifier(authority)
    if ifi is None:
        raise AuthorityRefusedError("not_an_agent")
    return ifi


def authority_for_a_key(authority: Json) -> Agent:
    """The agent a key may be bound to. A tool that wrote as the platform would decide over progress."""
    ifi = checked_agent(authority)
    account = authority.get("account")
    if account and _is_of_the_platform(account):
        raise AuthorityRefusedError("of_the_platform")
    agent = Agent.objects.select_for_update().get(pk=agent_ids({ifi: authority})[ifi])
    if agent.is_private:
        raise AuthorityRefusedError("private")
    return agent


def _is_of_the_platform(account: Json) -> bool:
    """`platform` nowhere: readers of exported records know it by its name."""
    if account["name"] == NAME:
        return True
    return _compared(account["homePage"]) == _compared(platform_iri()) and not account["name"].startswith(OF_A_KEY)


def _compared(iri: str) -> str:
    """What names the same place for a reader is the same: scheme and host in any case, a slash at the end."""
    try:
        parts = urlsplit(iri)
    except ValueError:  # no IRL; it names nothing of ours
        return iri
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl().rstrip("/")
