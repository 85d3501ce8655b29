import pytest

from learning.core.static_files import ForgivingStaticFilesStorage


@pytest.fixture
def storage() -> ForgivingStaticFilesStorage:
    return ForgivingStaticFilesStorage()


def test_names_stay_plain_before_anything_is_collected(storage: ForgivingStaticFilesStorage) -> None:
    assert storage.url("css/app.css") == "/static/css/app.css"
    assert not storage.is_collected


def test_collected_files_carry_their_digest_and_one_that_came_later_stays_plain(
    storage: ForgivingStaticFilesStorage,
) -> None:
    storage.hashed_files = {"icons.svg": "icons.0123456789ab.svg"}

    assert storage.url("icons.svg#i-search") == "/static/icons.0123456789ab.svg#i-search"
    assert storage.url("css/new.css") == "/static/css/new.css"
    assert storage.is_collected
