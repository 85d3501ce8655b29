from django.urls import path

from tracking.xapi import views

app_name = "statements"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:uuid>/", views.statement, name="statement"),
]
