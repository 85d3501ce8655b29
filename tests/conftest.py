from collections.abc import Iterator

import pytest

from learning.core.memory import forget_all


@pytest.fixture(autouse=True)
def forgotten_memory() -> Iterator[None]:
    """A test's rows are rolled back and their ids given anew; what this process kept of them must go too."""
    yield
    forget_all()
