// Keeps what is chosen but not yet submitted, so that a reload, a logout or another device loses nothing.
import { send } from "./session.js";

const WAIT = 600;

for (const form of document.querySelectorAll("[data-draft]")) {
  let timer;
  let isDirty = false;

  const save = () => {
    clearTimeout(timer);
    if (!isDirty) return;
    isDirty = false;
    send(form.dataset.draft, new FormData(form)).catch(() => {
      isDirty = true;
      timer = setTimeout(save, 5000);
    });
  };

  form.addEventListener("change", () => {
    isDirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => {
    isDirty = false;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
