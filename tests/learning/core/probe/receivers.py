import time
from dataclasses import dataclass
from typing import ClassVar

from learning.core.commands import record_audit
from learning.core.events import Event, receives


@dataclass(frozen=True, kw_only=True)
class Pinged(Event):
    name: ClassVar[str] = "probe.pinged"
    number: int
    seconds: float = 0


@receives(Pinged, when="later")
def write_down(event: Pinged) -> None:
    record_audit(actor=None, action="probe.pinged", subject=str(event.number))
    time.sleep(event.seconds)
