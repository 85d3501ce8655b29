// The profile menu closes on Escape (focus back on its button) and on a click or focus elsewhere.
const menu = document.querySelector("[data-menu]");

function close() {
  menu.open = false;
}

menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    close();
    menu.querySelector("summary").focus();
  }
});

for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (menu?.open && !menu.contains(event.target)) close();
  });
}
