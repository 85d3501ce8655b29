from courses.content.models.editions import Address, Edition, EditionQuestion, EditionUnit, Offer
from courses.content.models.pages import CourseFolderPage, CoursePage, LessonPage, ModulePage
from courses.content.models.reviews import ColleagueReview

__all__ = [
    "Address",
    "ColleagueReview",
    "CourseFolderPage",
    "CoursePage",
    "Edition",
    "EditionQuestion",
    "EditionUnit",
    "LessonPage",
    "ModulePage",
    "Offer",
]
