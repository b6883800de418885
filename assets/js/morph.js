// Draws one page over another, changing only what differs. It is all that is
// wanted of htmx: sending, history and attributes are switched off, so nothing
// in a page (least of all an article somebody brought in) can set it going.
import htmx from "htmx.org";

document.body.setAttribute("hx-ignore", "");
htmx.config.history = false;
htmx.config.morphIgnore.push("open"); // what a reader has unfolded stays unfolded
document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== htmx.indicatorStyleSheet);

// morph puts the main element and the title of the page in html in place of
// those on the screen.
export async function morph(html) {
  const main = document.querySelector("main");
  await htmx.swap({ text: html, sourceElement: main, target: main, select: "main", swap: "outerMorph" });
}
