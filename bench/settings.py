"""The product's settings with a header that says how many queries an answer took, and two floor views."""

from learning.settings import *  # noqa: F403 -- every setting of the product
from learning.settings import MIDDLEWARE as PRODUCT_MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.queries.QueryCountMiddleware", *PRODUCT_MIDDLEWARE]
SECOND_FACTOR_REQUIRED = False
