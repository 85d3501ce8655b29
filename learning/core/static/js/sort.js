// Sort questions without a request: arrows and position lists move a step at once, focus stays with it, and a status
// line says where it now stands. Without this file the same buttons submit the form.
function fill(sentence, step, place, total) {
  return sentence.replace("{step}", step).replace("{place}", place).replace("{total}", total);
}

class SortList {
  constructor(fieldset) {
    this.fieldset = fieldset;
    this.sentences = fieldset.dataset;
    this.list = fieldset.querySelector(".sort");
    this.status = fieldset.querySelector("[data-sort-said]");
    this.list.addEventListener("click", (event) => this.arrow(event));
    this.list.addEventListener("change", (event) => this.position(event));
    fieldset.querySelector("[name=arrange]")?.closest("p").remove();
  }

  get steps() {
    return [...this.list.children];
  }

  arrow(event) {
    const button = event.target.closest("[name=move]");
    if (!button) return;
    event.preventDefault();
    const step = button.closest("[data-step]");
    const by = button.value.endsWith(":up") ? -1 : 1;
    this.move(step, this.steps.indexOf(step) + by);
    const other = [...step.querySelectorAll("[name=move]")].find((each) => each !== button);
    (button.disabled ? other : button).focus();
  }

  position(event) {
    const step = event.target.closest("[data-step]");
    this.move(step, event.target.selectedIndex);
    event.target.focus();
  }

  move(step, to) {
    const before = this.steps;
    const rest = before.filter((each) => each !== step);
    rest.splice(to, 0, step);
    this.list.append(...rest);
    this.unmark(rest.filter((each, index) => each !== before[index] || each.querySelector("[aria-invalid]")));
    this.number(step);
    const text = step.querySelector("p").firstChild.textContent.trim();
    this.status.textContent = fill(this.sentences.said, text, to + 1, rest.length);
    // Above the list, which itself listens to the lists of positions: draft.js keeps the new order.
    this.fieldset.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // What was said of a step was said of the place that it has left.
  unmark(steps) {
    for (const step of steps) {
      step.classList.remove("is-no", "is-shared");
      for (const name of ["aria-invalid", "aria-describedby"]) step.querySelector("select").removeAttribute(name);
      step.querySelectorAll("small").forEach((each) => each.remove());
    }
  }

  number(moved) {
    const steps = this.steps;
    steps.forEach((step, index) => {
      const text = step.querySelector("p").firstChild.textContent.trim();
      const [up, down] = step.querySelectorAll("[name=move]");
      step.classList.toggle("moved", step === moved);
      step.querySelector("select").selectedIndex = index;
      up.disabled = index === 0;
      down.disabled = index === steps.length - 1;
      up.setAttribute("aria-label", fill(this.sentences.up, text, index + 1, steps.length));
      down.setAttribute("aria-label", fill(this.sentences.down, text, index + 1, steps.length));
    });
  }
}

for (const fieldset of document.querySelectorAll("[data-sort]")) new SortList(fieldset);
