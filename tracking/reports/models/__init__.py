from tracking.reports.models.agreements import AgreementDecision, AgreementPolicy
from tracking.reports.models.snapshots import PublishedCell, Snapshot, SnapshotRow

__all__ = ["AgreementDecision", "AgreementPolicy", "PublishedCell", "Snapshot", "SnapshotRow"]
