from tracking.reports.commands.agreements import (
    AgreementRefusedError,
    approve_report,
    propose_report,
    withdraw_report,
)
from tracking.reports.commands.closing import PeriodRefusedError, close_due_periods, close_period
from tracking.reports.commands.keeping import keep_tree

__all__ = [
    "AgreementRefusedError",
    "PeriodRefusedError",
    "approve_report",
    "close_due_periods",
    "close_period",
    "keep_tree",
    "propose_report",
    "withdraw_report",
]
