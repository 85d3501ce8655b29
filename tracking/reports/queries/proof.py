"""What `make prove` found when it attacked the method of the figures: read from the file that it writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)
Measured = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Proof:
    at: datetime
    commit: str
    is_passed: bool
    figures: Mapping[str, Measured]
    """Name of the attack → what was measured, as `tests/attacks` prints it; shares are 0 to 1, gains in points."""

    def of(self, name: str) -> Measured:
        """Empty where it was not measured."""
        return self.figures.get(name, {})

    def share(self, name: str, what: str) -> int | None:
        """Of 100."""
        value = self.of(name).get(what)
        return None if value is None else round(100 * value)


def latest_proof() -> Proof | None:
    """None where nothing was proved here yet, or the file cannot be read."""
    path = proof_file()
    try:
        return proof_from(json.loads(path.read_text())["attacks"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("reports.proof_unreadable", path=str(path), error=str(error))
        return None


def proof_file() -> Path:
    return Path(settings.BASE_DIR) / "prove" / "latest.json"


def proof_from(part: Mapping[str, Any]) -> Proof:
    return Proof(
        at=datetime.fromisoformat(part["date"]),
        commit=str(part["commit"]),
        is_passed=part["passed"] is True,
        figures={name: values for printed in part.get("figures", ()) for name, values in printed.items()},
    )
