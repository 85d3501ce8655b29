from dataclasses import dataclass
from typing import ClassVar

from learning.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StatementsStored(Event):
    """New statements are in the store; `ids` are the store's row ids, in order. Stored-again ones are not told."""

    name: ClassVar[str] = "lrs.statements_stored"
    ids: tuple[int, ...]
