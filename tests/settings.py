"""The product's settings in the test profile. A database comes by DATABASE_URL; without one, SQLite in memory."""

import os
import tempfile

os.environ["LERNHAFEN_PROFILE"] = "test"
os.environ["STATE_DIR"] = tempfile.mkdtemp(prefix="lernhafen-test-")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from learning.settings import *  # noqa: F403 -- the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECOND_FACTOR_REQUIRED = False
"""Else every test of a role would begin with a code from an app; tests/learning/accounts turn it on."""
TEMPLATES[0] |= {"BACKEND": "tests.templates.ObservedPages"}  # noqa: F405 -- of the product
