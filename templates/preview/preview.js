// Shows a release as wide as a desk or a phone, puts findings beside their words, and shows each save.
"use strict";

const DESK = 1024; // pixels, from where a page has its wide layout
const PHONE = 390;
const NARROW = 700; // a window that is a phone's own

const body = document.body;
const find = (selector) => document.querySelector(selector);
let events = null;
let busy = false;

function chosenWidth() {
  return body.dataset.width || (window.innerWidth < NARROW ? "phone" : "desk");
}

// The page is as high as its content, so that it scrolls together with what stands beside it.
function fit(frame) {
  const sheet = find("#sheet");
  const inside = frame.contentDocument;
  if (!inside || !inside.documentElement) return;
  sheet.style.inlineSize = "";
  const room = sheet.clientWidth;
  const width = chosenWidth() === "phone" ? Math.min(PHONE, room) : Math.max(DESK, room);
  const scale = Math.min(1, room / width);
  sheet.style.blockSize = `${sheet.offsetHeight}px`; // holds the place while the height is measured
  frame.style.inlineSize = `${width}px`;
  frame.style.blockSize = "0";
  const height = Math.max(inside.documentElement.scrollHeight, inside.body ? inside.body.scrollHeight : 0, 200);
  frame.style.blockSize = `${height}px`;
  frame.style.transform = scale < 1 ? `scale(${scale})` : "";
  sheet.style.inlineSize = `${width * scale}px`;
  sheet.style.blockSize = `${height * scale}px`;
  frame.dataset.scale = scale;
}

function marksOf(frame, number) {
  const inside = frame.contentDocument;
  return inside ? [...inside.querySelectorAll(`mark[data-findings~="${number}"]`)] : [];
}

function topOf(frame, mark) {
  return mark.getBoundingClientRect().top * Number(frame.dataset.scale || 1);
}

// Each finding stands at the height of its words, or below the one before it.
function arrange(frame) {
  const beside = find("#beside");
  const notes = [...beside.querySelectorAll(".note")];
  const is_wide = window.matchMedia("(min-width: 60.01rem)").matches;
  beside.classList.toggle("laid-out", is_wide);
  const places = notes.map((note) => {
    const [mark] = marksOf(frame, note.dataset.number);
    return [mark ? topOf(frame, mark) : 0, note];
  });
  places.sort(([one], [other]) => one - other);
  let free = 0;
  for (const [top, note] of places) {
    const place = Math.max(top - 8, free);
    note.style.insetBlockStart = is_wide ? `${place}px` : "";
    free = place + note.offsetHeight + 10;
  }
  const list = beside.querySelector(".notes");
  list.style.blockSize = is_wide ? `${free}px` : "";
}

function activate(frame, number) {
  for (const note of document.querySelectorAll(".note")) note.classList.toggle("active", note.dataset.number === number);
  const inside = frame.contentDocument;
  for (const mark of inside ? inside.querySelectorAll("mark.finding") : [])
    mark.classList.toggle("active", mark.dataset.findings.split(" ").includes(number));
}

function goToWords(frame, number) {
  activate(frame, number);
  const [mark] = marksOf(frame, number);
  if (!mark) return;
  const top = frame.getBoundingClientRect().top + window.scrollY + topOf(frame, mark);
  window.scrollTo({ top: Math.max(top - window.innerHeight / 3, 0) });
}

function goToNote(frame, number) {
  activate(frame, number);
  const note = find(`.note[data-number="${number}"]`);
  if (note) note.scrollIntoView({ block: "nearest" });
}

function ready(frame) {
  const inside = frame.contentDocument;
  const again = () => {
    fit(frame);
    arrange(frame);
  };
  again();
  body.dataset.ready = body.dataset.version || "yes";
  if (!inside) return;
  for (const image of inside.images) if (!image.complete) image.addEventListener("load", again);
  inside.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("mark.finding");
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      const target = inside.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) window.scrollTo({ top: frame.getBoundingClientRect().top + window.scrollY + topOf(frame, target) - 80 });
    } else if (mark && !event.target.closest("a")) goToNote(frame, mark.dataset.findings.split(" ")[0]);
  });
}

function whenLoaded(frame, then) {
  const inside = frame.contentDocument;
  if (inside && inside.readyState === "complete" && inside.URL !== "about:blank") then();
  else frame.addEventListener("load", then, { once: true });
}

// --- each save ---

function tell(words, ended) {
  const live = find("#live");
  if (!live) return;
  live.textContent = words;
  live.classList.toggle("ended", Boolean(ended));
}

function replace(selector, next) {
  const old = find(selector);
  const fresh = next.querySelector(selector);
  if (old && fresh) old.replaceWith(document.adoptNode(fresh));
}

function takeOver(next) {
  document.title = next.title;
  body.dataset.version = next.body.dataset.version || "";
  for (const selector of [".about", ".choices", "#above", "#beside", "#releases", ".alone"]) replace(selector, next);
  markWidth();
}

// The new page is drawn out of sight and then takes the place of the old one, so that nothing flickers.
function change(next) {
  const old = find("#sheet iframe");
  const fresh = next.querySelector("#sheet iframe");
  if (!find("#sheet") || !fresh) {
    takeOver(next);
    if (old) old.remove();
    if (find("#sheet")) find("#sheet").removeAttribute("style");
    body.dataset.ready = body.dataset.version;
    return Promise.resolve();
  }
  const coming = document.adoptNode(fresh);
  if (old) {
    coming.classList.add("coming");
    coming.style.inlineSize = old.style.inlineSize;
  }
  return new Promise((resolve) => {
    coming.addEventListener("load", () => {
      takeOver(next);
      if (old) old.remove();
      coming.classList.remove("coming");
      ready(coming);
      resolve();
    }, { once: true });
    find("#sheet").append(coming);
  });
}

async function update() {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!next.body.dataset.version) throw new Error("this is no page of the preview");
    if (next.body.className !== body.className) {
      location.reload();
      return;
    }
    await change(next);
    tell(`Updated at ${new Date().toLocaleTimeString()}`);
  } catch {
    tell("The preview has ended: start newsroom preview again", true);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  } finally {
    busy = false;
    listen();
  }
}

function listen() {
  if (events) events.close();
  events = null;
  if (document.hidden || !body.dataset.events) return;
  const opened = new EventSource(`${body.dataset.events}?version=${encodeURIComponent(body.dataset.version)}`);
  events = opened;
  opened.onmessage = () => {
    opened.close();
    update();
  };
  opened.onopen = () => {
    if (find("#live.ended")) tell("Shows every save");
  };
  opened.onerror = () => {
    tell("The preview has ended: start newsroom preview again", true);
  };
}

function markWidth() {
  for (const link of document.querySelectorAll(".widths a")) {
    if (link.dataset.width === chosenWidth()) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function start() {
  markWidth();
  const frame = find("#sheet iframe");
  if (frame) whenLoaded(frame, () => ready(frame));
  else body.dataset.ready = body.dataset.version || "yes";
  document.addEventListener("click", (event) => {
    const note = event.target.closest("#beside .note");
    const current = find("#sheet iframe:not(.coming)");
    if (note && current) goToWords(current, note.dataset.number);
  });
  window.addEventListener("resize", () => {
    const current = find("#sheet iframe:not(.coming)");
    markWidth();
    if (current) {
      fit(current);
      arrange(current);
    }
  });
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => events && events.close());
  listen();
}

start();
