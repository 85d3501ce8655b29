from dataclasses import dataclass
from typing import Any, ClassVar

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StatementsStored(Event):
    """New statements are in the store; `ids` are the store's row ids, in order, `statements` what they say, as stored.
    Stored-again ones are not told."""

    name: ClassVar[str] = "lrs.statements_stored"
    ids: tuple[int, ...]
    statements: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class StatementsForgotten(Event):
    """Statements leave the store, or leave their agent's name, in this transaction; `statements` are what they said.
    Whoever leans on what they prove keeps it now. "now" receivers only: nothing of it may outlive them in an outbox."""

    name: ClassVar[str] = "lrs.statements_forgotten"
    statements: tuple[dict[str, Any], ...]
