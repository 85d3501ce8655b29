from tracking.reports.commands.agreements import (
    AgreementRefusedError,
    approve_report,
    propose_report,
    withdraw_report,
)
from tracking.reports.commands.closing import PeriodRefusedError, close_due_periods, close_period

__all__ = [
    "AgreementRefusedError",
    "PeriodRefusedError",
    "approve_report",
    "close_due_periods",
    "close_period",
    "propose_report",
    "withdraw_report",
]
