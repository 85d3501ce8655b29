from learning.core.events import receives
from tracking.lrs.events import StatementsForgotten, StatementsStored
from tracking.progress.commands import project_statements, seal_progress


@receives(StatementsStored)
def project_stored_statements(event: StatementsStored) -> None:
    project_statements(said=event.statements)


@receives(StatementsForgotten)
def seal_what_forgotten_statements_prove(event: StatementsForgotten) -> None:
    seal_progress(said=event.statements)
