import pytest
from structlog.testing import capture_logs

from learning.core.static_files import ForgivingStaticFilesStorage, tell_once


@pytest.fixture
def storage() -> ForgivingStaticFilesStorage:
    tell_once.cache_clear()
    return ForgivingStaticFilesStorage()


def test_names_stay_plain_before_anything_is_collected(storage: ForgivingStaticFilesStorage) -> None:
    with capture_logs() as told:
        assert storage.url("css/app.css") == "/static/css/app.css"

    assert not storage.is_collected
    assert told == []


def test_collected_files_carry_their_digest_and_one_that_came_later_is_told_once(
    storage: ForgivingStaticFilesStorage,
) -> None:
    storage.hashed_files = {"icons.svg": "icons.0123456789ab.svg"}

    with capture_logs() as told:
        assert storage.url("icons.svg#i-search") == "/static/icons.0123456789ab.svg#i-search"
        assert [storage.url("css/new.css"), storage.url("css/new.css")] == ["/static/css/new.css"] * 2

    assert storage.is_collected
    assert [line["file"] for line in told] == ["css/new.css"]
