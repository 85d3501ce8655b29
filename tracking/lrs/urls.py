"""The resources of xAPI (IEEE 9274.1.1, 4.1), each with and without a slash at its end."""

from django.urls import re_path

from tracking.lrs.views import about, activities, agents, documents, statements

app_name = "xapi"
urlpatterns = [
    re_path(r"^about/?$", about.about, name="about"),
    re_path(r"^statements/?$", statements.statements, name="statements"),
    re_path(r"^statements/more/(?P<token>[A-Za-z0-9_:.-]+)/?$", statements.more, name="more"),
    re_path(r"^activities/?$", activities.activities, name="activities"),
    re_path(r"^activities/state/?$", documents.state, name="state"),
    re_path(r"^activities/profile/?$", documents.activity_profile, name="activity_profile"),
    re_path(r"^agents/?$", agents.agents, name="agents"),
    re_path(r"^agents/profile/?$", documents.agent_profile, name="agent_profile"),
]
