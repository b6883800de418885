// Keeps the place of someone who does not use a mouse.

// remember notes what has the focus, and gives a function that brings the
// focus back to it, or to the nearest thing that took its place.
export function remember() {
  const was = document.activeElement;
  if (!was?.closest("main")) return () => {};
  const boxes = around(was);
  const column = was.closest("td")?.cellIndex;
  const focusVisible = was.matches(":focus-visible");
  // Where what has the focus moves, Chromium scrolls after it. That is right
  // for someone typing, and wrong for someone who pressed a button.
  if (!was.matches("input, textarea, select")) was.blur();
  return () => {
    if (document.activeElement === was) return;
    const now = was.isConnected ? was : successor(was, boxes.map((id) => document.getElementById(id)).find((box) => box?.checkVisibility()), column);
    now.focus({ preventScroll: true, focusVisible });
  };
}

// around lists the ids of what an element stands in, from the inside out.
function around(element) {
  const ids = [];
  for (let box = element.closest("[id]"); box && box.tagName !== "MAIN"; box = box.parentElement.closest("[id]")) ids.push(box.id);
  return ids;
}

// successor finds what took an element's place in a box; in the row of a table
// that is what stands in its column. What is folded away cannot have the focus.
function successor(was, box, column) {
  if (!box) return main();
  if (box.id === was.id) return box;
  const cell = box.rows?.[0]?.cells[column]?.querySelector("button, a[href]");
  if (cell) return cell;
  const there = (selector) => [...box.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  const same = there(was.tagName).filter((e) => e.name === was.name);
  return same.find((e) => e.value === was.value) ?? same[0] ?? there("summary, button, a[href], input")[0] ?? main();
}

function main() {
  const main = document.querySelector("main");
  main.tabIndex = -1;
  return main;
}
