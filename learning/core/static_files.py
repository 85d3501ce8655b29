from django.contrib.staticfiles.storage import staticfiles_storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ForgivingStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Until `collectstatic` has run, names stay plain and WhiteNoise serves the apps' own folders (settings).

    A file that came after the last collection costs its page a picture or a style, never an error page.
    """

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name

    @property
    def is_collected(self) -> bool:
        return bool(self.hashed_files)


def static_files_are_collected() -> bool:
    """True, too, for a storage that serves the apps' own folders on purpose."""
    return bool(getattr(staticfiles_storage, "is_collected", True))
