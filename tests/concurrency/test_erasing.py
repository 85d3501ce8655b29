"""An agent is made unknown while others write about it. Whatever a process remembers, each statement either lost the
name and belongs to the pseudonym, or has the name and belongs to the agent's new row."""

import pytest

from tests.tracking.lrs.stocked import ANNA, AUTHORITY, said
from tracking.lrs.commands import store_statements
from tracking.lrs.commands.documents import put_document
from tracking.lrs.commands.erasing import erase_agent
from tracking.lrs.documents import Place
from tracking.lrs.models import Agent, Document, DocumentKind, Statement, StatementAgent
from tracking.lrs.transactions import one_transaction

pytestmark = pytest.mark.postgresql
WRITES = 25
IFI = "mbox:mailto:anna@example.org"
write = one_transaction(store_statements)


def write_each() -> None:
    for _each in range(WRITES):
        write(statements=[said()], authority=AUTHORITY)


def put_each() -> None:
    for number in range(WRITES):
        place = Place(kind=DocumentKind.AGENT_PROFILE, agent=ANNA, document_id=str(number))
        put_document(place=place, content=b"Anna", content_type="text/plain", check=lambda _etag: None)


def erase_in_between() -> None:
    for _each in range(2):
        erase_agent(agent=ANNA, erases=False)


def test_nothing_is_lost_and_nothing_leads_from_the_pseudonym_to_the_name(at_once, monkeypatch):
    """As in processes of their own: whoever erases cannot make the writers forget what they remember."""
    monkeypatch.setattr("tracking.lrs.commands.erasing.forget_ids", lambda: None)
    write(statements=[said()], authority=AUTHORITY)

    at_once(write_each, write_each, put_each, erase_in_between)

    assert Statement.objects.count() == 2 * WRITES + 1
    named = {pk for pk, payload in Statement.objects.values_list("pk", "payload") if "anna@" in payload}
    of_anna = StatementAgent.objects.filter(agent__ifi=IFI)
    of_pseudonyms = StatementAgent.objects.filter(agent__ifi__contains="/anonymous|")
    assert set(of_anna.values_list("statement", flat=True)) == named
    assert of_pseudonyms.count() == 2 * WRITES + 1 - len(named)
    assert not Document.objects.exclude(agent__ifi=IFI).exists()
    erase_agent(agent=ANNA, erases=False)
    assert not Statement.objects.filter(payload__contains="anna@").exists()
    assert not Document.objects.exists()
    assert not Agent.objects.filter(ifi=IFI).exists()
