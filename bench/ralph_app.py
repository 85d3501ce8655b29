"""Ralph's application, with a file that grows; runs in Ralph's own environment, never in ours.

As it is delivered (5.1.0) its file backend takes one write: the second one is refused, as the file is there already.
"""

from ralph.api import app  # type: ignore[import-not-found]  # -- installed beside us only
from ralph.backends.data.base import BaseOperationType  # type: ignore[import-not-found]  # -- as above
from ralph.backends.lrs.fs import FSLRSBackend  # type: ignore[import-not-found]  # -- as above

__all__ = ["app"]

FSLRSBackend.default_operation_type = BaseOperationType.APPEND
