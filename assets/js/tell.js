// Says what happened: on the screen, and to those who listen to it.

const listeners = [];

// onDrawn calls back each time another page has been drawn over this one.
export function onDrawn(callback) {
  listeners.push(callback);
}

export function drawn() {
  for (const callback of listeners) callback();
}

// A region that is there before its words is read out reliably; a message
// that arrives together with its region is not.
let region;

// readOut says words to those who listen, and shows nothing.
export function readOut(words) {
  if (!region) {
    region = document.createElement("div");
    region.setAttribute("role", "status");
    region.className = "visually-hidden";
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 100); // twice the same is said twice
}

// announce reads out the message of the page just drawn.
export function announce() {
  const flash = document.querySelector("main > .flash");
  if (!flash) return;
  flash.removeAttribute("role"); // said once, by the region
  readOut((flash.querySelector("span") ?? flash).textContent.trim());
}

// say shows a message of the script's own in place of the page's.
export function say(words) {
  document.querySelector("main > .flash")?.remove();
  const flash = document.createElement("div");
  flash.className = "flash";
  flash.append(document.createElement("span"));
  flash.firstChild.textContent = words;
  document.querySelector("main").prepend(flash);
  readOut(words);
}
