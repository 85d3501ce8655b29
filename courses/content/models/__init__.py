from courses.content.models.editions import Address, Edition, EditionQuestion, EditionUnit, Offer
from courses.content.models.pages import CourseFolderPage, CoursePage, LessonPage, ModulePage

__all__ = [
    "Address",
    "CourseFolderPage",
    "CoursePage",
    "Edition",
    "EditionQuestion",
    "EditionUnit",
    "LessonPage",
    "ModulePage",
    "Offer",
]
