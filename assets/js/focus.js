// Keeps the place of someone who does not use a mouse.

// remember notes what has the focus, and gives a function that brings the
// focus back to it, or to the nearest thing that took its place.
export function remember() {
  const was = document.activeElement;
  if (!was?.closest("main")) return () => {};
  const box = was.closest("[id]:not(main)")?.id;
  const focusVisible = was.matches(":focus-visible");
  // Where what has the focus moves, Chromium scrolls after it. That is right
  // for someone typing, and wrong for someone who pressed a button.
  if (!was.matches("input, textarea, select")) was.blur();
  return () => {
    if (document.activeElement === was) return;
    const now = was.isConnected ? was : successor(was, box && document.getElementById(box));
    now.focus({ preventScroll: true, focusVisible });
  };
}

function successor(was, box) {
  if (!box) return main();
  if (box.id === was.id) return box;
  const same = [...box.querySelectorAll(was.tagName)].filter((e) => e.name === was.name);
  return same.find((e) => e.value === was.value) ?? same[0] ?? box.querySelector("summary, button, a[href], input") ?? main();
}

function main() {
  const main = document.querySelector("main");
  main.tabIndex = -1;
  return main;
}
