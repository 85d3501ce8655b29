"""Where the two standards state each rule: xAPI 1.0.3, part two (Data), and IEEE 9274.1.1-2023 (xAPI 2.0)."""

from enum import StrEnum


class Family(StrEnum):
    """The versions that one set of rules holds for; the value is the newest of 1.0 and the only one of 2.0."""

    ONE = "1.0.3"
    TWO = "2.0.0"


def family(version: str) -> Family:
    """Of the version a request names: 1.0, 1.0.x, 2.0 or 2.0.x."""
    return Family.TWO if version.startswith("2.") else Family.ONE


_CLAUSES = {
    "formatting": ("2.2", "4.2.1"),
    "voiding": ("2.3.2", "4.2.5"),
    "statement": ("2.4", "4.2.2"),
    "id": ("2.4.1", "4.2.2"),
    "actor": ("2.4.2", "4.2.2.1"),
    "agent": ("2.4.2.1", "4.2.2.1"),
    "group": ("2.4.2.2", "4.2.2.1"),
    "identifier": ("2.4.2.3", "4.2.2.1"),
    "account": ("2.4.2.4", "4.2.2.1"),
    "verb": ("2.4.3", "4.2.2.2"),
    "object": ("2.4.4", "4.2.2.3"),
    "activity": ("2.4.4.1", "4.2.2.3"),
    "object statement": ("2.4.4.3", "4.2.2.3"),
    "result": ("2.4.5", "4.2.2.4"),
    "score": ("2.4.5.1", "4.2.2.4"),
    "context": ("2.4.6", "4.2.2.5"),
    "context activities": ("2.4.6.2", "4.2.2.5"),
    "timestamp": ("2.4.7", "4.2.2"),
    "stored": ("2.4.8", "4.2.4.2"),
    "authority": ("2.4.9", "4.2.2"),
    "version": ("2.4.10", "4.2.4.2"),
    "attachments": ("2.4.11", "4.2.2.6"),
    "extensions": ("4.1", "4.2.7"),
    "language maps": ("4.2", "4.2.7"),
    "iris": ("4.3", "4.2.7"),
    "uuids": ("4.4", "4.2.7"),
    "timestamps": ("4.5", "4.2.7"),
}


def clause(about: str, of: Family) -> str:
    first, second = _CLAUSES[about]
    return f"xAPI 1.0.3 Data {first}" if of is Family.ONE else f"IEEE 9274.1.1 {second}"
