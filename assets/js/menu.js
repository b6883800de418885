// The small menus are details elements and work without this. It closes them
// on Escape and on a click elsewhere.

export function closeMenus() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    for (const menu of open()) close(menu);
  });
  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (event.composedPath().includes(menu)) continue;
      const elsewhere = document.activeElement !== document.body && !menu.contains(document.activeElement);
      if (elsewhere) menu.open = false;
      else close(menu);
    }
  });
}

function open() {
  return document.querySelectorAll("details.menu[open]:not(.still)");
}

function close(menu) {
  menu.open = false;
  menu.querySelector("summary").focus({ preventScroll: true });
}
