"""Persons, places and roles in Django's administration. All writing goes through the commands."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.accounts.administration import CommandAdmin, actor, platform_admin
from learning.accounts.commands import change_account, deactivate_person, erase_person, reactivate_person
from learning.accounts.models import User
from learning.core.validators import is_id
from learning.organisation.commands import (
    create_person,
    create_unit,
    grant_role,
    move_person,
    rename_unit,
    withdraw_role,
)
from learning.organisation.models import Membership, OrgUnit, RoleGrant


class PersonForm(forms.ModelForm):
    unit = forms.ModelChoiceField(OrgUnit.objects.all(), label=_("Einheit"), required=False)
    valid_from = forms.DateField(label=_("ab"), initial=timezone.localdate, required=False)

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "language")


@admin.register(User, site=platform_admin)
class PersonAdmin(CommandAdmin):
    """Without learner key, password and groups: nobody needs to see or set them here."""

    form = PersonForm
    list_display = ("email", "first_name", "last_name", "is_active")
    list_filter = ("is_active",)
    search_fields = ("email", "first_name", "last_name")
    ordering = ("last_name", "first_name")
    actions = ("deactivate", "reactivate", "erase")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        shared = ("email", "first_name", "last_name", "language")
        return (*shared, "is_active") if obj else (*shared, "unit", "valid_from")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("is_active", "language") if obj else ()

    def add(self, request: HttpRequest, form: Any) -> User:
        return create_person(**form.cleaned_data, by=actor(request))

    def change(self, request: HttpRequest, form: Any) -> None:
        data = {name: form.cleaned_data[name] for name in ("email", "first_name", "last_name")}
        change_account(user=form.instance, **data, by=actor(request))

    @admin.action(description=_("Konto schließen"))
    def deactivate(self, request: HttpRequest, people: QuerySet[User]) -> None:
        each(self, request, people, deactivate_person)

    @admin.action(description=_("Konto wieder öffnen"))
    def reactivate(self, request: HttpRequest, people: QuerySet[User]) -> None:
        each(self, request, people, reactivate_person)

    @admin.action(description=_("Person löschen: Name und Zuordnung der Lernaufzeichnung, unwiderruflich"))
    def erase(self, request: HttpRequest, people: QuerySet[User]) -> None:
        each(self, request, people, erase_person)


class UnitForm(forms.ModelForm):
    parent = forms.ModelChoiceField(OrgUnit.objects.all(), label=_("gehört zu"), required=False)

    class Meta:
        model = OrgUnit
        fields = ("code", "name", "short_name", "kind")


@admin.register(OrgUnit, site=platform_admin)
class OrgUnitAdmin(CommandAdmin):
    form = UnitForm
    list_display = ("code", "indented", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name", "short_name")
    ordering = ("path",)

    @admin.display(description=_("Name"))
    def indented(self, unit: OrgUnit) -> str:
        return "\N{EM SPACE}" * (unit.depth - 1) + unit.name

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        shared = ("code", "name", "short_name", "kind")
        return shared if obj else (*shared, "parent")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("code", "kind") if obj else ()

    def add(self, request: HttpRequest, form: Any) -> OrgUnit:
        return create_unit(**form.cleaned_data, by=actor(request))

    def change(self, request: HttpRequest, form: Any) -> None:
        names = {name: form.cleaned_data[name] for name in ("name", "short_name")}
        rename_unit(unit=OrgUnit.objects.get(pk=form.instance.pk), **names, by=actor(request))


class SearchedChoice(AutocompleteSelect):
    """Also in a form that was filled by its address or sent with something else than a number, which it would hand to
    the database."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> list[Any]:
        numbers = [each for each in value if is_id(str(each))]
        return super().optgroups(name, numbers, attr)


class PlacingAdmin(CommandAdmin):
    """Puts a person into a unit; both are searched for."""

    search_fields = ("user__email", "user__last_name", "unit__code")
    autocomplete_fields = ("user", "unit")
    ordering = ("-valid_from", "user")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedChoice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Membership, site=platform_admin)
class MembershipAdmin(PlacingAdmin):
    """A move is a new row; past rows are history."""

    fields = ("user", "unit", "valid_from")
    list_display = ("user", "unit", "valid_from", "valid_to")
    list_select_related = ("user", "unit")

    def add(self, request: HttpRequest, form: Any) -> Membership:
        data = form.cleaned_data
        return move_person(user=data["user"], unit=data["unit"], on=data["valid_from"], by=actor(request))


@admin.register(RoleGrant, site=platform_admin)
class RoleGrantAdmin(PlacingAdmin):
    fields = ("user", "role", "unit", "valid_from")
    list_display = ("user", "role", "unit", "valid_from", "valid_to", "granted_by")
    list_select_related = ("user", "unit", "granted_by")
    list_filter = ("role",)
    actions = ("withdraw",)

    def add(self, request: HttpRequest, form: Any) -> RoleGrant:
        return grant_role(**form.cleaned_data, by=actor(request))

    @admin.action(description=_("Rolle heute entziehen"))
    def withdraw(self, request: HttpRequest, grants: QuerySet[RoleGrant]) -> None:
        each(self, request, grants, withdraw_grant)


def withdraw_grant(*, grant: RoleGrant, by: Any) -> None:
    withdraw_role(user=grant.user, role=grant.role, unit=grant.unit, by=by)


def each(model_admin: ModelAdmin, request: HttpRequest, rows: QuerySet, command: Any) -> None:
    """One command for each chosen row; what is refused says so and does not keep the others back."""
    key = "grant" if rows.model is RoleGrant else "user"
    for row in rows:
        try:
            command(**{key: row}, by=actor(request))
        except ValidationError as refusal:
            model_admin.message_user(request, f"{row}: {' '.join(refusal.messages)}", level="error")
