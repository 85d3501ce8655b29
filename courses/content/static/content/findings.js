/* What the checks say: fetched again after each save, shown at the fields too, and each line leads to its field. */
(() => {
  const NOTE = "lh-at-field";

  /* The part of the editor that a line is about, or the whole block where the part has no place of its own. */
  function place(link) {
    const { block, field } = link.dataset;
    const whole = block && document.querySelector(`[data-contentpath="${CSS.escape(block)}"]`);
    const part = field && (whole || document).querySelector(`[data-contentpath="${CSS.escape(field)}"]`);
    return part || whole || null;
  }

  function openWhatHides(target) {
    const tab = target.closest("[role=tabpanel][hidden]");
    if (tab) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    for (let panel = target.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      panel.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]")?.click();
    }
  }

  function jump(event) {
    const link = event.target.closest("[data-content-findings] a[data-field], [data-refused] a[data-field]");
    const target = link && place(link);
    if (!target) return;
    event.preventDefault();
    openWhatHides(target);
    const inside = "input:not([type=hidden]), textarea, select, [contenteditable=true], button:not([data-panel-toggle])";
    const field = [...target.querySelectorAll(inside)].find((each) => each.checkVisibility());
    target.scrollIntoView({ block: "center" });
    (field || target).focus({ preventScroll: true });
  }

  /* Beside each field what is missing there; only after somebody wanted to publish. */
  function mark() {
    document.querySelectorAll(`.${NOTE}`).forEach((note) => note.remove());
    document.querySelectorAll("[data-refused] [data-content-findings] li").forEach((line) => {
      const link = line.querySelector("a[data-field]");
      const target = link && place(link);
      if (!target) return;
      const note = document.createElement("p");
      note.className = NOTE;
      note.textContent = line.querySelector("[data-note]").textContent;
      target.prepend(note);
    });
  }

  async function refresh(event) {
    for (const list of document.querySelectorAll("[data-content-findings][data-url]")) {
      const page = event.detail?.response?.pk ?? 0;
      const answer = await fetch(list.dataset.url.replace("/0/", `/${page}/`), {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.ok) list.innerHTML = await answer.text();
    }
    mark();
  }

  document.addEventListener("w-autosave:success", refresh);
  document.addEventListener("click", jump);
  document.addEventListener("DOMContentLoaded", () => {
    const summary = document.querySelector("[data-refused]");
    if (!summary) return;
    mark();
    summary.focus();
  });
})();
