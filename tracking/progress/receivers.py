from learning.core.events import receives
from tracking.lrs.events import StatementsStored
from tracking.progress.commands import project_statements


@receives(StatementsStored)
def project_stored_statements(event: StatementsStored) -> None:
    project_statements(said=event.statements)
