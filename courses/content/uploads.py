"""Pictures that begin like one and cannot be read are refused in words, as other files are that are no pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class ReadablePictureField(WagtailImageField):
    def check_image_pixel_size(self, f: Any) -> None:
        """Where Wagtail first looks further than at the first bytes."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, ValueError, SyntaxError, EOFError) as unreadable:  # as Pillow says it, format by format
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from unreadable


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].__class__ = ReadablePictureField  # made by Wagtail from the model, and set up by it
