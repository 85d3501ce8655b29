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
