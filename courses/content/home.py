from typing import Any

from wagtail.admin.ui.components import Component

from courses.content.desk import SHOWN, courses_in_hand, folders_of


class CoursesPanel(Component):
    """The first thing trainers see: their courses, what is open in each, and the way to a new one."""

    name = "courses"
    order = 50
    template_name = "courses/desk/courses.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        courses = courses_in_hand(user)
        return {
            **super().get_context_data(parent_context),
            "courses": courses,
            "folders": list(folders_of(user)),
            "is_cut_off": len(courses) == SHOWN,
        }
