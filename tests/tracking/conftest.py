from collections.abc import Iterator

import pytest

from tracking.lrs.shared_rows import forget_ids


@pytest.fixture(autouse=True)
def forgotten_ids() -> Iterator[None]:
    """A test's rows are rolled back; what this process remembered of them must go too."""
    forget_ids()
    yield
    forget_ids()
