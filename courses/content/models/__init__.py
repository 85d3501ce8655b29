from courses.content.models.editions import Address, Edition, EditionQuestion, EditionRefusal, EditionUnit, Offer
from courses.content.models.pages import CourseFolderPage, CoursePage, LessonPage, ModulePage
from courses.content.models.reviews import ColleagueReview

__all__ = [
    "Address",
    "ColleagueReview",
    "CourseFolderPage",
    "CoursePage",
    "Edition",
    "EditionQuestion",
    "EditionRefusal",
    "EditionUnit",
    "LessonPage",
    "ModulePage",
    "Offer",
]
