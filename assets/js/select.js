// In a guide, selected words lead to the page of that passage: the same page
// that the number of a sentence leads to.
import { onDrawn, readOut } from "./tell.js";

const aside = ".sign, .fn, .num, .anchor, .said"; // drawn with the text and no part of it
const pause = 250; // milliseconds a selection stands before it counts, or is gone

export function selecting() {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  };
  document.addEventListener("selectionchange", later);
  onDrawn(later);
}

// look shows what can be done with the selected words, or takes it away.
function look() {
  const bar = document.querySelector(".selected");
  const stretch = selected();
  if (!stretch) {
    // A press on the bar takes the selection away before it counts.
    if (!bar?.matches(":hover, :active, :focus-within")) bar?.remove();
    return;
  }
  const base = document.querySelector("main[data-passages]").dataset.passages;
  const href = `${base}${base.includes("?") ? "&" : "?"}from=${stretch.start}&to=${stretch.end}`;
  const link = bar?.querySelector("a") ?? draw(stretch.last);
  if (link.getAttribute("href") === href) return;
  if (!link.hasAttribute("href")) readOut("Words selected. Press Tab to use them.");
  link.href = href;
}

// draw puts the bar behind the selected words, so that Tab leads to it next.
function draw(block) {
  const bar = document.createElement("div");
  bar.className = "selected";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Selected words");
  const link = document.createElement("a");
  link.className = "btn";
  link.textContent = "Use this passage";
  bar.append(link);
  (block.closest(".text") ?? block).append(bar);
  return link;
}

// selected is the stretch of the text that is selected, in code points, end
// excluded, and the last block it reaches into; nothing where there is none.
function selected() {
  const selection = getSelection();
  if (!document.querySelector("main[data-passages]") || !selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const blocks = [...document.querySelectorAll("main[data-passages] .text [data-start]:not(tr)")].filter((block) => touches(range, block));
  if (blocks.length === 0) return null;
  const [first, last] = [blocks[0], blocks.at(-1)];
  const start = begin(first) + (within(first, range.startContainer) ? length(first, range.startContainer, range.startOffset) : 0);
  const end = begin(last) + (within(last, range.endContainer) ? length(last, range.endContainer, range.endOffset) : length(last, last, last.childNodes.length));
  return start < end ? { start, end, last } : null;
}

const begin = (block) => Number(block.dataset.start);

// within tells whether a place is in a block itself, and not in one inside it.
function within(block, node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("[data-start]:not(tr)") === block;
}

// touches tells whether a range holds some of a block's own words.
function touches(range, block) {
  if (!range.intersectsNode(block)) return false;
  const own = document.createRange();
  own.selectNodeContents(block);
  if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
  return within(block, own.commonAncestorContainer) && words(own).trim() !== "";
}

// length is how many code points of a block's text stand before a place in it.
function length(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return [...words(range)].length;
}

// words are a range's text, without what is drawn beside it and without that of
// blocks inside; a line that ends on purpose is a line break.
function words(range) {
  const copy = range.cloneContents();
  for (const e of copy.querySelectorAll(`${aside}, [data-start]`)) e.remove();
  for (const e of copy.querySelectorAll("br")) e.replaceWith("\n");
  return copy.textContent;
}
