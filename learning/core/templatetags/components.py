"""The design system's small parts: functions and filters of every template (settings: TEMPLATES)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy

from learning.core.crossing import crossing
from learning.core.folding import foldable

register = template.Library()
register.simple_tag(crossing)

NBSP = "\N{NO-BREAK SPACE}"
STATES: Mapping[str, tuple[str, str, str | Promise]] = {
    "new": ("ring", "neu", pgettext_lazy("Stand", "Neu")),
    "begun": ("tide", "begonnen", pgettext_lazy("Stand", "Begonnen")),
    "understood": ("check-full", "verstanden", pgettext_lazy("Stand", "Verstanden")),
    "completed": ("check-full", "verstanden", pgettext_lazy("Stand", "Abgeschlossen")),
}
"""State → icon, class, word. A state is always shown as mark and word, never by colour alone."""


@register.simple_tag
@foldable
def icon(name: str, size: str = "") -> SafeString:
    """A line icon of the sprite, silent to screen readers: the word beside it says what it means."""
    classes = f"ic {size}".strip()
    use = f"{static('icons.svg')}#i-{name}"
    return format_html('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, use)


@register.simple_tag
@foldable
def logo() -> SafeString:
    return format_html(
        '<svg aria-hidden="true" focusable="false"><use href="{}"></use></svg>', f"{static('icons.svg')}#i-mark"
    )


@register.simple_tag
@foldable
def state_badge(name: str | None) -> SafeString:
    """Sea mark and word for "new", "begun", "understood" or "completed"; nothing known is new."""
    mark, css, word = STATES[name or "new"]
    return format_html('<span class="st st-{}">{}{}</span>', css, icon(mark), word)


@register.simple_tag
def way(url: str, mark: str, label: str, note: str = "") -> SafeString:
    """A line of a list `ways`: where somebody may want to go from here."""
    small = format_html("<small>{}</small>", note) if note else ""
    return format_html('<li><a href="{}">{}<span>{}{}</span>{}</a></li>', url, icon(mark), label, small, icon("next"))


@register.simple_tag
@foldable
def in_language(code: str) -> SafeString:
    """The `lang` of an element whose text is not in the language of the page; nothing where `code` is empty."""
    return format_html(' lang="{}"', code) if code else SafeString()


@register.simple_tag
def in_first_language() -> SafeString:
    """The `lang` of an element whose text somebody wrote once, in the language of the administration, such as the
    purposes that were agreed; nothing on a page in that language."""
    language = get_language() or settings.LANGUAGE_CODE
    return in_language("" if language == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE)


@register.filter
@foldable
def state_icon(name: str | None) -> str:
    return STATES[name or "new"][0]


@register.filter
@foldable
def state_word(name: str | None) -> str:
    return str(STATES[name or "new"][2])


@register.filter
@foldable
def minutes(count: int) -> str:
    """8 → "8 Min.", never broken over two lines."""
    return (gettext("%(count)s Min.") % {"count": count}).replace(" ", NBSP)


@register.filter
@foldable
def minutes_in_words(count: int) -> str:
    return ngettext("%(count)s Minute", "%(count)s Minuten", count) % {"count": count}


@register.simple_tag
@foldable
def number_of(number: int, total: int) -> str:
    return gettext("%(number)s von %(total)s") % {"number": number, "total": total}


@register.filter
@foldable
def day(value: date | datetime | None) -> str:
    """ "12. Oktober 2026": a date as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, gettext("j. F Y"))


@register.filter
@foldable
def short_day(value: date) -> str:
    """ "12.10.2026": a date among figures."""
    return date_format(value, gettext("d.m.Y"))


@register.filter
def moment(value: datetime) -> str:
    """ "25.11.2026, 14:03": a point in time among others."""
    on = timezone.localtime(value)
    return f"{short_day(on)}, {on:%H:%M}"


@register.filter
def when(value: datetime) -> str:
    """ "heute", "gestern", "am Donnerstag" within a week, else "am 12. Oktober 2026"."""
    on = timezone.localtime(value).date()
    days_ago = (timezone.localdate() - on).days
    if days_ago <= 0:
        return gettext("heute")
    if days_ago == 1:
        return gettext("gestern")
    if days_ago < 7:
        return gettext("am %(weekday)s") % {"weekday": date_format(on, "l")}
    return gettext("am %(day)s") % {"day": day(on)}


@register.filter
def at(values: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds for a key that is itself a value, or None."""
    return values.get(key)
