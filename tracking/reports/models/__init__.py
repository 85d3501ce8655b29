from tracking.reports.models.agreements import AgreementPolicy
from tracking.reports.models.snapshots import PublishedCell, Snapshot, SnapshotRow

__all__ = ["AgreementPolicy", "PublishedCell", "Snapshot", "SnapshotRow"]
