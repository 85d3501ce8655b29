from tracking.reports.models.agreements import AgreementDecision, AgreementPolicy
from tracking.reports.models.snapshots import PublishedCell, Snapshot
from tracking.reports.models.trees import KeptTree

__all__ = ["AgreementDecision", "AgreementPolicy", "KeptTree", "PublishedCell", "Snapshot"]
