// Time zones: a new account starts with the browser's, and a browser later
// found elsewhere is offered the switch, never switched.
import { onDrawn } from "./tell.js";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const declined = "gloss-zone-declined";

export function zones() {
  for (const select of document.querySelectorAll("select[name=zone][data-zone]")) {
    if ([...select.options].some((option) => option.value === here)) select.value = here;
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-zone-keep]")) return;
    store(here);
    event.target.closest("[data-zone-offer]").hidden = true;
  });
  onDrawn(offer);
  offer();
}

function offer() {
  const now = document.querySelector("[data-zone-now]")?.dataset.zoneNow;
  const form = document.querySelector("form[data-zone-offer]");
  if (!now || !form || !here || sameClock(now, here) || stored() === here) return;
  form.elements.namedItem("zone").value = here;
  for (const name of form.querySelectorAll("[data-zone-name]")) name.textContent = here.replaceAll("_", " ");
  form.hidden = false;
}

// sameClock tells whether two zones show the same time all year: two names of
// one place, or neighbours. There is nothing to switch between them.
function sameClock(a, b) {
  try {
    const [one, other] = [a, b].map((timeZone) => new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" }));
    const year = new Date().getFullYear();
    return [...Array(12).keys()].every((month) => {
      const instant = new Date(Date.UTC(year, month, 15));
      return one.format(instant) === other.format(instant);
    });
  } catch {
    return a === b; // a zone this browser does not know
  }
}

// Storage may be forbidden; then the offer is simply made again.
function store(zone) {
  try { localStorage.setItem(declined, zone); } catch {}
}

function stored() {
  try { return localStorage.getItem(declined); } catch { return null; }
}
