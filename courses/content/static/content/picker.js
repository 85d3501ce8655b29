/* The picker of blocks: under each name, when to take it, which Wagtail shows only in the preview of one block; and who
   opens it by keyboard stands in its search field. */
(() => {
  const texts = document.getElementById("lh-when-to-take");
  if (!texts) return;
  const when = new Map(Object.entries(JSON.parse(texts.textContent)));

  function explain(option) {
    const name = option.querySelector(".w-combobox__option-text")?.textContent ?? "";
    let line = option.querySelector(".lh-when");
    if (!when.has(name)) {
      line?.remove();
      return;
    }
    if (!line) {
      line = document.createElement("small");
      line.className = "lh-when";
      option.append(line);
    }
    if (line.textContent !== when.get(name)) line.textContent = when.get(name);
  }

  const opened = new WeakSet();

  function look() {
    document.querySelectorAll(".w-combobox__option").forEach(explain);
    const field = document.querySelector(".w-combobox:has(.lh-when) [role=combobox]:not(:disabled)");
    if (!field || opened.has(field) || !field.checkVisibility()) return;
    opened.add(field);
    requestAnimationFrame(() => field.focus({ preventScroll: true }));
  }

  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
})();
