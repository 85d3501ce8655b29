"""What is wrong with a question, for the author: blocks publishing, or asks to look again."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]


@dataclass(frozen=True, kw_only=True)
class QuestionFinding:
    """`answer_key` is the option it is about, or empty; `severity` speaks as `courses.content.enums.Severity`."""

    code: str
    severity: Severity
    message: str
    what_to_do: str
    answer_key: str = ""
