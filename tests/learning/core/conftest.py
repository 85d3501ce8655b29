from collections.abc import Iterator

import pytest

from learning.core import events


@pytest.fixture(autouse=True)
def only_our_receivers() -> Iterator[None]:
    """Receivers of the product stay out of these tests, ours out of all others."""
    kept = dict(events.subscriptions)
    events.subscriptions.clear()
    yield
    events.subscriptions.clear()
    events.subscriptions.update(kept)
