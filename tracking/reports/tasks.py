from learning.core.schedule import every
from tracking.reports import commands


@every(seconds=3600, name="reports.keep_tree")
def keep_tree() -> None:
    commands.keep_tree()


@every(seconds=6 * 3600, name="reports.close_due_periods")
def close_due_periods() -> None:
    commands.close_due_periods()
