"""Django's test client remembers what a page was rendered with for its own template language only."""

from typing import Any

from django.http import HttpRequest
from django.template.backends import jinja2
from django.test.signals import template_rendered

from learning.core.jinja import Pages


class ObservedTemplate(jinja2.Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        template_rendered.send(sender=self, template=self, context=context or {})
        return super().render(context=context, request=request)


class ObservedPages(Pages):
    def get_template(self, template_name: str) -> ObservedTemplate:
        return ObservedTemplate(super().get_template(template_name).template, self)
