from django.urls import path

from tracking.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("kurse/<slug:slug>/", views.course, name="course"),
    path("kurse/<slug:slug>/beginnen/", views.start, name="start_course"),
    path("kurse/<slug:slug>/angekommen/", views.course_done, name="course_done"),
    path("kurse/<slug:slug>/<slug:lesson_slug>/", views.lesson, name="lesson"),
    path("kurse/<slug:slug>/<slug:lesson_slug>/antwort/<uuid:key>/", views.answer, name="answer"),
    path("kurse/<slug:slug>/<slug:lesson_slug>/entwurf/<uuid:key>/", views.draft, name="draft"),
    path("kurse/<slug:slug>/<slug:lesson_slug>/erledigt/", views.finish, name="finish_lesson"),
    path("kurse/<slug:slug>/<slug:lesson_slug>/stelle/", views.bookmark, name="bookmark"),
    path("was-andere-sehen/", views.who_sees, name="who_sees"),
    path("seite/<slug:name>/", views.page, name="page"),
]
