"""What trainers may ask for in the CMS, by the name of the route. What is not named here does not exist for them, so a
route that a new version of a library brings is closed until somebody has looked at it."""

OPEN = {
    "wagtailadmin_home", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_account",
    "wagtailadmin_javascript_catalog", "wagtailadmin_sprite", "wagtailadmin_dismissibles", "wagtailadmin_block_preview",
    "content_findings",
}  # fmt: skip
PAGES = {
    "wagtailadmin_explore_root", "wagtailadmin_explore", "wagtailadmin_explore_results", "wagtail_bulk_action",
    "wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:detail",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link", "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    *(
        f"wagtailadmin_pages:{name}"
        for name in (
            "add", "preview_on_add", "usage", "edit", "preview_on_edit", "view_draft", "add_subpage", "delete",
            "unpublish", "search", "search_results", "move", "move_confirm", "set_page_position", "copy",
            "workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_preview",
            "set_privacy", "lock", "unlock", "revisions_index", "revisions_view", "revisions_revert",
            "revisions_unschedule", "revisions_compare", "workflow_history", "workflow_history_detail", "history",
            "history_results",
        )
    ),
}  # fmt: skip
TRANSLATIONS = {
    f"wagtail_localize:{name}"
    for name in (
        "javascript_catalog", "submit_page_translation", "update_translations", "edit_string_translation",
        "edit_override", "download_pofile", "upload_pofile", "machine_translate", "preview_translation",
        "stop_translation", "convert_to_alias",
    )
}  # fmt: skip
PICTURES = {
    *(
        f"wagtailimages:{name}"
        for name in (
            "index", "index_results", "edit", "delete", "preview", "add", "image_usage", "add_multiple",
            "edit_multiple", "create_multiple_from_uploaded_image", "delete_multiple", "delete_upload_multiple",
        )
    ),
    *(
        f"wagtailimages_chooser:{name}"
        for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format")
    ),
}  # fmt: skip
QUESTIONS = {
    *(
        f"wagtailsnippets_quizzes_question:{name}"
        for name in (
            "list", "list_results", "add", "edit", "delete", "usage", "history", "history_results",
            "revisions_revert", "revisions_compare",
        )
    ),
    *(
        f"wagtailsnippetchoosers_quizzes_question:{name}"
        for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create", "edit")
    ),
}  # fmt: skip
OPEN_ROUTES = OPEN | PAGES | TRANSLATIONS | PICTURES | QUESTIONS
