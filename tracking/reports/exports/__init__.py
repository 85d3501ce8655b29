from tracking.reports.exports.facts import Facts, Tally, facts_of
from tracking.reports.exports.separated import separated_facts, separated_values
from tracking.reports.exports.workbook import workbook

__all__ = ["Facts", "Tally", "facts_of", "separated_facts", "separated_values", "workbook"]
