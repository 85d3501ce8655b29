from tracking.reports.models.agreements import AgreementDecision, AgreementPolicy
from tracking.reports.models.snapshots import UNTOUCHED, PublishedCell, Snapshot
from tracking.reports.models.trees import KeptTree

__all__ = ["UNTOUCHED", "AgreementDecision", "AgreementPolicy", "KeptTree", "PublishedCell", "Snapshot"]
