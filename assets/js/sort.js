// Puts a list into another order by the handles of its items: dragged, or moved
// by the arrow keys. Each item also has buttons that need none of this.
import { readOut } from "./tell.js";

const settle = 500; // milliseconds after the last key until the order is sent
const edge = 80; // pixels from the top and bottom of the window where it scrolls

export function sorting() {
  let end = () => {};
  document.addEventListener("pointerdown", (event) => {
    const item = itemOf(event);
    if (!item || !event.isPrimary || event.button !== 0) return;
    end();
    end = drag(item, event);
  });
  document.addEventListener("keydown", step);
}

// itemOf is the item whose handle an event is about.
function itemOf(event) {
  return event.target.closest?.("[data-handle]")?.closest("[data-sort] > *");
}

// drag lets the item follow a pointer until that is let go, and gives a function
// that ends it.
function drag(item, { pointerId, clientY }) {
  const list = item.parentElement;
  const before = [...list.children];
  const listening = new AbortController();
  const on = (name, act) => addEventListener(name, (event) => event.pointerId === pointerId && act(event), { signal: listening.signal });
  let y = clientY;
  let frame = requestAnimationFrame(follow);
  item.classList.add("lifted");

  function follow() {
    const beyond = Math.min(y - edge, 0) || Math.max(y - innerHeight + edge, 0);
    if (beyond) scrollBy({ top: beyond / 6, behavior: "instant" });
    place(item, y);
    frame = requestAnimationFrame(follow);
  }
  function stop(keep) {
    if (listening.signal.aborted) return;
    listening.abort();
    cancelAnimationFrame(frame);
    item.classList.remove("lifted");
    if (!item.isConnected) return;
    if (keep) place(item, y);
    else list.append(...before);
    if (before.some((one, i) => one !== list.children[i])) send(list);
  }
  on("pointermove", (event) => (y = event.clientY));
  on("pointerup", () => stop(true));
  on("pointercancel", () => stop(false));
  addEventListener("keydown", (event) => event.key === "Escape" && stop(false), { signal: listening.signal });
  return () => stop(false);
}

// place puts the item where y is among the others. The others move around it,
// so that it keeps the focus and the pointer.
function place(item, y) {
  for (let up; (up = item.previousElementSibling) && y < middle(up); ) item.after(up);
  for (let down; (down = item.nextElementSibling) && y > middle(down); ) item.before(down);
}

function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

let waiting;

// step moves an item by a key. The order is sent when the keys rest.
function step(event) {
  const item = itemOf(event);
  const up = event.key === "ArrowUp";
  if (!item || (!up && event.key !== "ArrowDown")) return;
  event.preventDefault();
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (up) item.after(other);
  else item.before(other);
  item.scrollIntoView({ block: "nearest" });
  const list = item.parentElement;
  readOut(`${[...list.children].indexOf(item) + 1} of ${list.children.length}`);
  clearTimeout(waiting);
  waiting = setTimeout(send, settle, list);
}

function send(list) {
  if (list.isConnected) document.getElementById(list.dataset.sort).requestSubmit();
}
