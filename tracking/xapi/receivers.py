from learning.core.events import Event, receives
from tracking.lrs.commands import record_statements
from tracking.vocabulary.accounts import platform_authority
from tracking.xapi.builders import builders, statement_about


def record(event: Event) -> None:
    record_statements(statements=[statement_about(event)], authority=platform_authority())


for _event in builders:
    receives(_event)(record)
