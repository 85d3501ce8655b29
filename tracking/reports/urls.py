from django.urls import path

from tracking.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("methode/", views.method, name="method"),
    path("teilnahme/", views.participation, name="participation"),
    path("teilnahme.csv", views.participation_csv, name="participation_csv"),
    path("teilnahme.xlsx", views.participation_xlsx, name="participation_xlsx"),
]
