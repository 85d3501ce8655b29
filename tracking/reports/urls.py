from django.urls import path

from tracking.reports import agreement_views, views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("vereinbarung/", agreement_views.agreement, name="agreement"),
    path("vereinbarung/freigeben/", agreement_views.approve, name="approve"),
    path("vereinbarung/zurueckziehen/", agreement_views.withdraw, name="withdraw"),
    path("methode/", views.method, name="method"),
    path("pruefung/", views.proof, name="proof"),
    path("teilnahme/", views.participation, name="participation"),
    path("teilnahme.csv", views.participation_csv, name="participation_csv"),
    path("teilnahme-angaben.csv", views.participation_facts, name="participation_facts"),
    path("teilnahme.xlsx", views.participation_xlsx, name="participation_xlsx"),
]
