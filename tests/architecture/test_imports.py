"""Who may know whom: packages and apps by import-linter's contracts, files inside an app by the order below."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, Module, in_apps, modules

ORDER = [
    {"apps"},
    {"registration"},
    {"urls", "wagtail_hooks", "templatetags", "management", "middleware", "context_processors"},
    {"views", "viewsets", "api", "adapter"},
    {"forms", "tables", "exports"},
    {"worker"},
    {"tasks"},
    {"receivers"},
    {"commands"},
    {"queries"},
    {"access"},
    {"models"},
    {"blocks", "panels"},
    {"rules", "validators"},
    {"events", "enums"},
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc", "tools"}


def test_packages_and_apps_keep_their_direction() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(  # noqa: S603 -- our own linter
        [program, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout


def own_imports(module: Module) -> set[str]:
    """Roles of the module's own app that it imports."""
    prefix = f"{module.app}."
    return {name.removeprefix(prefix).split(".")[0] for name in module.imports if name.startswith(prefix)}


def test_files_inside_an_app_import_downwards() -> None:
    upwards = [
        f"{module.place} imports {module.app}.{role}"
        for module in in_apps()
        for role in own_imports(module)
        if module.role in RANK and role in RANK and RANK[role] < RANK[module.role]
    ]
    assert not upwards, f"an import points up in the order of files (ARCHITECTURE, files inside an app): {upwards}"


def test_receivers_are_imported_by_their_app_config_alone() -> None:
    importers = [
        f"{module.place} imports {name}"
        for module in modules()
        for name in module.imports
        if name.startswith(("learning.", "courses.", "tracking.")) and ".receivers" in name and module.role != "apps"
    ]
    assert not importers


def test_no_module_is_called_something_vague() -> None:
    assert not [module.place for module in modules() if module.path.stem in FORBIDDEN_NAMES]


def test_roles_do_not_hide_in_domain_packages() -> None:
    """`commands` means something at the top of an app only: exchange/parsing/models.py would hide a model."""
    hidden = [module.place for module in in_apps() if module.role not in RANK and module.path.stem in RANK]
    assert not hidden
