"""Django's test client remembers what a page was rendered with for its own template language only."""

from typing import Any

from django.http import HttpRequest
from django.template.backends import jinja2
from django.test.signals import template_rendered


class ObservedTemplate(jinja2.Template):
    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        template_rendered.send(sender=self, template=self, context=context or {})
        return super().render(context=context, request=request)


class ObservedJinja2(jinja2.Jinja2):
    def get_template(self, template_name: str) -> ObservedTemplate:
        return ObservedTemplate(super().get_template(template_name).template, self)
