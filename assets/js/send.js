// Sends forms marked data-enhance in the background and draws the answer.
import { remember } from "./focus.js";
import { keepId, mint } from "./mint.js";
import { announce, drawn, say } from "./tell.js";

const patience = 20_000; // milliseconds to wait for an answer

// background takes presses and works through them one by one, in their order:
// an answer then shows every press before it. It gives a function that says
// whether it takes a form's press.
export function background(morph) {
  const waiting = [];
  let busy = false;
  let unanswered = new WeakSet(); // forms to be sent by the browser next time

  async function work() {
    busy = true;
    try {
      while (waiting.length > 0) await answer(waiting.shift());
    } catch {
      location.reload(); // an answer that cannot be drawn: see it as the server has it
    }
    busy = false;
  }

  async function answer(press) {
    let reply, html;
    try {
      reply = await post(press, AbortSignal.timeout(patience));
      html = await reply.text();
    } catch {
      // It may have arrived all the same: the same id makes it count once.
      keepId(press.form);
      unanswered.add(press.form);
      say("No answer from Gloss. What you typed is still here; press again to try once more.");
      return;
    }
    const page = new URL(reply.url);
    if (reply.redirected && page.pathname !== location.pathname) {
      location.assign(page);
      return;
    }
    if (!/<main[\s>]/i.test(html) || !(reply.ok || reply.status === 422)) {
      say(words(html) || `That did not work (${reply.status}).`);
      return;
    }
    await draw(morph, press, reply.ok, html);
    unanswered = new WeakSet();
    if (reply.redirected) {
      page.searchParams.delete("done");
      page.hash = location.hash;
      history.replaceState(history.state, "", page);
    }
  }

  // Leaving the page: what still waits is sent without waiting for answers.
  addEventListener("pagehide", () => {
    for (const press of waiting.splice(0)) post(press).catch(() => {});
  });

  return (form, button) => {
    if (!("enhance" in form.dataset) || unanswered.has(form)) return false;
    const action = button?.getAttribute("formaction") ?? form.getAttribute("action");
    const url = new URL(action || location.href, location.href);
    if (url.origin !== location.origin) return false;
    mint(form);
    waiting.push({ form, url, body: new URLSearchParams(new FormData(form, button)) });
    if (!busy) work();
    return true;
  };
}

function post({ url, body }, signal) {
  return fetch(url, { method: "POST", body, signal, keepalive: true, headers: { Accept: "text/html" } });
}

async function draw(morph, press, accepted, html) {
  const menu = press.form.closest("details.menu");
  if (accepted && menu?.open) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus({ preventScroll: true });
    menu.open = false;
  }
  const refocus = remember();
  await morph(html);
  if (accepted) forget(press);
  refocus();
  if (!accepted) toWhatIsWrong(menu);
  announce();
  drawn();
}

// toWhatIsWrong leads to the field to correct, or to the notice that asks.
function toWhatIsWrong(menu) {
  const field = document.querySelector('main [aria-invalid="true"]');
  if (!field && menu) menu.open = false;
  (field ?? document.querySelector("main [data-ask][tabindex]"))?.focus();
}

// forget empties the fields that were sent: a morph keeps what was typed, and
// after success the server's value is the one to show. What has been typed
// since the press stays.
function forget({ form, body }) {
  for (const field of form.elements) {
    if (/^(text|search|number|email|url|tel|textarea)$/.test(field.type) && body.getAll(field.name).includes(field.value)) {
      field.value = field.defaultValue;
    }
  }
}

// words are the heading of an answered error page and what it says first.
function words(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  return [...(main?.querySelectorAll("h1, h1 ~ p") ?? [])].slice(0, 2).map((e) => e.textContent.trim()).join(" ");
}
