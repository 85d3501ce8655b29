"""Statements to accept or refuse, by requirement."""

from collections import defaultdict

from tests.conformance.cases import activities, actors, attachments, contexts, formats, outcomes, sub_statements
from tests.conformance.cases.case import Case

_TABLES = (actors, activities, sub_statements, outcomes, contexts, attachments, formats)
CASES: dict[str, list[Case]] = defaultdict(list)
for _table in _TABLES:
    for _case in _table.CASES:
        CASES[_case.requirement].append(_case)
