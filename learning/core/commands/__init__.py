from learning.core.commands.delivery import Delivered, deliver_due, free_stale_claims, retry_parked
from learning.core.commands.jobs import run_due_jobs
from learning.core.commands.protocols import record_access, record_audit
from learning.core.commands.publishing import publish
from learning.core.commands.purging import Purged, purge_personal_data

__all__ = [
    "Delivered",
    "Purged",
    "deliver_due",
    "free_stale_claims",
    "publish",
    "purge_personal_data",
    "record_access",
    "record_audit",
    "retry_parked",
    "run_due_jobs",
]
