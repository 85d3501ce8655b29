// "Lektion drucken": only where a script can open the browser's dialogue is there something to press.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
