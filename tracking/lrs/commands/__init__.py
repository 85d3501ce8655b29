"""The only writers of the store."""

from tracking.lrs.commands.storing import StatementConflictError, one_write, record_statements, store_statements

__all__ = ["StatementConflictError", "one_write", "record_statements", "store_statements"]
