from django.contrib import admin

from learning.accounts.administration import ReadOnlyAdmin, platform_admin
from learning.core.models import AccessEntry, AuditEntry


@admin.register(AuditEntry, site=platform_admin)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "action", "subject")
    list_filter = ("action",)
    search_fields = ("=subject", "action")
    date_hierarchy = "at"
    list_select_related = ("actor",)


@admin.register(AccessEntry, site=platform_admin)
class AccessEntryAdmin(ReadOnlyAdmin):
    list_display = ("at", "reader", "person", "what", "purpose")
    search_fields = ("what",)
    date_hierarchy = "at"
    list_select_related = ("reader", "person")
