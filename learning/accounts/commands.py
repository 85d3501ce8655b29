"""The only writers of accounts. `by` is who asks for it; None is the platform itself (a command line, a receiver)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from learning.accounts.demo import is_shared
from learning.accounts.events import PersonDeactivated, PersonErased
from learning.accounts.models import User
from learning.core.access import may
from learning.core.commands import publish, record_audit
from learning.core.personal_data import holdings


@transaction.atomic
def create_account(
    *,
    email: str,
    first_name: str,
    last_name: str,
    password: str | None = None,
    language: str = "",
    by: User | None = None,
) -> User:
    """Without a password the person signs in by single sign-on or sets one by the link "Passwort vergessen"."""
    check_may_manage(by=by)
    user = User(email=normal_email(email), first_name=first_name, last_name=last_name, language=language)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record_audit(actor=by, action="accounts.created", subject=subject_of_person(user=user))
    return user


@transaction.atomic
def change_account(*, user: User, email: str, first_name: str, last_name: str, by: User | None = None) -> User:
    check_may_manage(by=by, user=user)
    user = lock_person(user=user)
    wanted = {"email": normal_email(email), "first_name": first_name, "last_name": last_name}
    changed = [name for name, value in wanted.items() if getattr(user, name) != value]
    if not changed:
        return user
    for name in changed:
        setattr(user, name, wanted[name])
    user.full_clean(exclude=["password"])
    user.save(update_fields=changed)
    if "email" in changed:
        EmailAddress.objects.filter(user=user).delete()
    record_audit(actor=by, action="accounts.changed", subject=subject_of_person(user=user), detail={"fields": changed})
    return user


def change_preferences(*, user: User, language: str | None = None, theme: str | None = None) -> User:
    """What people set for themselves; what is None stays as it is."""
    wanted = {name: value for name, value in {"language": language, "theme": theme}.items() if value is not None}
    for name, value in wanted.items():
        setattr(user, name, value)
    if wanted:
        user.save(update_fields=list(wanted))
    return user


def keep_language_of_the_door(*, user: User, language: str) -> None:
    """Who never chose a language goes on in the one they signed in with. A shared account belongs to whoever enters."""
    if user.language != language and (not user.language or is_shared(user)):
        change_preferences(user=user, language=language)


@transaction.atomic
def deactivate_person(*, user: User, by: User | None = None) -> None:
    """Close the account at once: sessions end with the password they were made under, receivers take back the rest."""
    check_may_manage(by=by, user=user)
    user = lock_person(user=user)
    if not user.is_active:
        return
    user.is_active = False
    user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "is_staff", "is_superuser", "password"])
    record_audit(actor=by, action="accounts.deactivated", subject=subject_of_person(user=user))
    publish(PersonDeactivated(user_id=user.pk))


@transaction.atomic
def reactivate_person(*, user: User, by: User | None = None) -> None:
    """Open the account again. Place and roles ended with it and are given anew."""
    check_may_manage(by=by, user=user)
    user = lock_person(user=user)
    if user.is_active or user.learner_key is None:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_audit(actor=by, action="accounts.reactivated", subject=subject_of_person(user=user))


@transaction.atomic
def erase_person(*, user: User, by: User | None = None) -> None:
    """Cut the tie between person and record for good: what remains of the record belongs to nobody."""
    check_may_manage(by=by, user=user)
    user = lock_person(user=user)
    if user.learner_key is None:
        return
    deactivate_person(user=user, by=by)
    erased = {label: holding.erase(user) for label, holding in sorted(holdings.items()) if holding.erase}
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(
        email=f"geloescht-{user.pk}@invalid.invalid", first_name="", last_name="", learner_key=None, last_login=None
    )
    record_audit(actor=by, action="accounts.erased", subject=subject_of_person(user=user), detail={"rows": erased})
    publish(PersonErased(user_id=user.pk))


def set_platform_administration(*, user: User, is_admin: bool) -> None:
    """Wagtail and Django's administration ask these two flags; the role of the organisation is what sets them."""
    User.objects.filter(pk=user.pk).update(is_staff=is_admin, is_superuser=is_admin)


def check_may_manage(*, by: User | None, user: User | None = None) -> None:
    if by is not None and not may(by, "people.manage", user):
        raise PermissionDenied


def lock_person(*, user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def normal_email(email: str) -> str:
    return User.objects.normalize_email(email.strip()).lower()


def subject_of_person(*, user: User) -> str:
    return f"accounts.user:{user.pk}"
