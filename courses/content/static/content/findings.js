/* Fetches the findings again after the draft was saved. Without it they are those of the last time the page was opened. */
async function refresh() {
  const panel = document.querySelector("[data-content-findings][data-url]");
  if (!panel) return;
  const response = await fetch(panel.dataset.url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (response.ok) panel.innerHTML = await response.text();
}

document.addEventListener("w-autosave:success", refresh);
