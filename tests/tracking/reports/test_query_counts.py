"""How many commands the database gets for a report. Without BEGIN and COMMIT, which cost no answer.

Signing in costs two (session, person with roles); the report itself four: agreement, periods, figures, access log. The
first to open a period in a process pays one more, for its organisation and courses.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.tracking import course
from tests.tracking.reports.conftest import Q3, let_learn
from tracking.reports.commands import close_period

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
SIGNED_IN = 2


def commands(client, path):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200
    return [each["sql"] for each in captured if not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]


@pytest.fixture(params=[1, 3], ids=["one course", "three courses"])
def client(request, story, agreed, people, reads, petra):
    for number in range(1, request.param):
        let_learn(people["A-1"], course(slug=f"kurs-{number}", title=f"Kurs {number}").key, begun=9, completed=5)
    close_period(period=Q3)
    client = reads(petra)
    client.get("/berichte/methode/")
    return client


@pytest.mark.parametrize(
    ("path", "at_most"),
    [
        ("/berichte/teilnahme/?kurs=user-storys", SIGNED_IN + 4),
        ("/berichte/teilnahme/?kurs=alle", SIGNED_IN + 4),
        ("/berichte/teilnahme.csv?kurs=user-storys", SIGNED_IN + 4),
        ("/berichte/teilnahme.csv?umfang=bereich", SIGNED_IN + 4),
        ("/berichte/teilnahme.xlsx?umfang=bereich", SIGNED_IN + 4),
        ("/berichte/", SIGNED_IN + 4),
        ("/berichte/methode/", SIGNED_IN + 1),
        ("/berichte/pruefung/", SIGNED_IN),
    ],
)
def test_queries_of_a_report(client, path, at_most):
    first, again = commands(client, path), commands(client, path)

    assert len(first) <= at_most + 1, "\n".join(first)
    assert len(again) <= at_most, "\n".join(again)
