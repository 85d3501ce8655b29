// Keeps the block on screen as the place to go on, here or on another device.
import { send } from "./session.js";

const form = document.querySelector("[data-bookmark]");
const blocks = [...document.querySelectorAll("article [id^='b-']")];
const WAIT = 1500;

let timer;
let sent = "";
const visible = new Set();

function keepPlace() {
  const here = blocks.find((block) => visible.has(block));
  if (!here || here.id === sent) return;
  sent = here.id;
  form.elements.block.value = here.id;
  send(form.action, new FormData(form)).catch(() => {
    sent = "";
  });
}

if (form && blocks.length) {
  // A block counts while it crosses the upper part of the screen, where people read.
  const watch = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      clearTimeout(timer);
      timer = setTimeout(keepPlace, WAIT);
    },
    { rootMargin: "-15% 0px -55% 0px" },
  );
  blocks.forEach((block) => watch.observe(block));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepPlace();
  });
}
