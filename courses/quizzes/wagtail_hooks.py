from wagtail.snippets.models import register_snippet

from courses.quizzes.viewsets import QuestionViewSet

register_snippet(QuestionViewSet)
