from django import forms
from django.conf import settings

from learning.accounts.models import Theme


class PreferencesForm(forms.Form):
    """The profile page posts both fields, the buttons in the header's menu one of them."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    theme = forms.ChoiceField(choices=Theme.choices, required=False)

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}
