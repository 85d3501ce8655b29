from tracking.lrs.models.attachments import Attachment, StatementAttachment
from tracking.lrs.models.bulk import Archive, ImportedFile
from tracking.lrs.models.documents import Document, DocumentKind
from tracking.lrs.models.forwarding import DeadLetter, ForwardingTarget
from tracking.lrs.models.keys import Key
from tracking.lrs.models.shared import Activity, Agent, KeptIri, Verb, key_of
from tracking.lrs.models.statements import (
    EXACT_ROLES,
    ActivityRole,
    AgentRole,
    Statement,
    StatementActivity,
    StatementAgent,
    StatementTarget,
)

__all__ = [
    "EXACT_ROLES",
    "Activity",
    "ActivityRole",
    "Agent",
    "AgentRole",
    "Archive",
    "Attachment",
    "DeadLetter",
    "Document",
    "DocumentKind",
    "ForwardingTarget",
    "ImportedFile",
    "KeptIri",
    "Key",
    "Statement",
    "StatementActivity",
    "StatementAgent",
    "StatementAttachment",
    "StatementTarget",
    "Verb",
    "key_of",
]
