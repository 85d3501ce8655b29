from django import template

from learning.accounts.demo import ACCOUNTS, DemoAccount

register = template.Library()


@register.simple_tag
def demo_accounts() -> list[DemoAccount]:
    """In the order of the sign-in page."""
    return list(ACCOUNTS.values())
