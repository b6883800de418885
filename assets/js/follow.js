// On a wide screen the text beside the list follows the habit one is at.
import { onDrawn } from "./tell.js";

const pause = 150; // milliseconds a mouse rests on a row before the text moves

export function followFocus() {
  let timer, at;
  const go = (event, wait) => {
    const habit = event.target.closest?.(".habit[data-passage]");
    clearTimeout(timer);
    if (!habit || habit.id === at) return;
    timer = setTimeout(() => {
      if (show(habit)) at = habit.id;
    }, wait);
  };
  document.addEventListener("focusin", (event) => go(event, 0));
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && go(event, pause));
  onDrawn(() => at && show(document.getElementById(at)));
}

// show lights the habit and its passage and brings the passage into view,
// moving neither the page nor the focus. It says whether there was anything
// to light.
function show(habit) {
  const beside = document.querySelector(".beside");
  const passage = habit?.dataset.passage && document.getElementById(habit.dataset.passage);
  if (!passage || !beside?.contains(passage) || !beside.checkVisibility()) return false;
  for (const row of document.querySelectorAll(".habit[data-passage]")) {
    light(row, row === habit);
  }
  const chosen = passage.closest(".passage");
  for (const other of beside.querySelectorAll(".passage")) {
    other.classList.toggle("quietly", other !== chosen);
    light(other, other === chosen);
  }
  reveal(beside, passage);
  return true;
}

function light(element, lit) {
  element.classList.toggle("lit", lit);
  for (const sign of element.querySelectorAll(".sign")) sign.classList.toggle("lit", lit);
}

function reveal(beside, passage) {
  const frame = beside.getBoundingClientRect();
  const place = passage.getBoundingClientRect();
  if (place.top >= frame.top && place.bottom <= frame.bottom) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  beside.scrollBy({ top: place.top - frame.top - frame.height / 4, behavior: still ? "instant" : "smooth" });
}
