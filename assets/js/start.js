// Everything the script does, each part for itself. No page needs any of it.
import { followFocus } from "./follow.js";
import { closeMenus } from "./menu.js";
import { mintOnce } from "./mint.js";
import { selecting } from "./select.js";
import { sorting } from "./sort.js";
import { zones } from "./zone.js";

// start sets the script going. take is shown each press, a form and its
// button, and says whether it sends it in place of the browser.
export function start(take) {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (take(event.target, event.submitter)) event.preventDefault();
    else mintOnce(event.target);
  });
  closeMenus();
  zones();
  followFocus();
  sorting();
  selecting();
}
