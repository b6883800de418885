// Change ids. A form's hidden field "page" comes from the server, one for the
// whole page, and the same button of one page counts once. With a script each
// press counts, so each has an id of its own.

// mint gives the form a fresh id: 128 random bits. crypto.randomUUID is not
// there on plain http.
export function mint(form) {
  const field = form.elements.namedItem("page");
  if (!field) return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  field.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let minted = new WeakSet();

// A page that comes back from the browser's own memory is pressed anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) minted = new WeakSet();
});

// mintOnce is for forms the browser sends itself: a double click sends twice
// before the next page is there, and is one press.
export function mintOnce(form) {
  if (minted.has(form)) return;
  minted.add(form);
  mint(form);
}

// keepId makes the id that the form holds now stay through further presses.
export function keepId(form) {
  minted.add(form);
}
