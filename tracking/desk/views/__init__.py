from tracking.desk.views.courses import course, course_done, start
from tracking.desk.views.home import home
from tracking.desk.views.lessons import answer, bookmark, draft, finish, lesson
from tracking.desk.views.pages import page, who_sees

__all__ = [
    "answer",
    "bookmark",
    "course",
    "course_done",
    "draft",
    "finish",
    "home",
    "lesson",
    "page",
    "start",
    "who_sees",
]
