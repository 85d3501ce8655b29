from tracking.reports.exports.facts import Facts, facts_of
from tracking.reports.exports.separated import separated_values
from tracking.reports.exports.workbook import workbook

__all__ = ["Facts", "facts_of", "separated_values", "workbook"]
