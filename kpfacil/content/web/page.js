// The room's screen: takes each picture as it comes, lets clocks go on, and finds the largest letters that fit.
"use strict";

const root = document.documentElement;
const news = document.getElementById("news");
const line = document.getElementById("line");
const at = document.getElementById("at");
const SILENCE = 12000, AGAIN = 2000, PAGE = 10000, LEAST = 26;
let source = null, heard = Date.now(), ahead = 0, known = null, again = 0, fitting = 0, tops = [0];

// --- the picture: only what differs is replaced, so that a reader's place and the focus stay -------------------------

function become(old, made) {
  if (old.isEqualNode(made)) return;
  if (old.nodeType !== 1 || made.nodeType !== 1 || old.tagName !== made.tagName || old.id !== made.id) {
    old.replaceWith(made);
    return;
  }
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of made.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const kept = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = [...made.childNodes];
  wanted.forEach((child, at) => {
    const here = old.childNodes[at];
    const same = child.id ? kept.get(child.id) : here && !here.id ? here : null;
    if (!same) return old.insertBefore(child, here || null);
    if (same !== here) old.insertBefore(same, here || null);
    become(same, child);
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function show(told) {
  ahead = told.now - Date.now();
  root.lang = told.language;
  document.title = told.title;
  const made = new DOMParser().parseFromString(told.wall, "text/html").getElementById("wall");
  become(document.getElementById("wall"), document.adoptNode(made));
  announce(told.marks);
  tick();
  fit();
}

function announce(marks) {
  if (!marks) return;
  const fresh = known ? marks.filter(([id, words]) => known.get(id) !== words) : [];
  known = new Map([...(known || []), ...marks]); // what is off the wall for a while is not told again
  if (fresh.length) news.textContent = fresh.map(([, words]) => words).join(" ");
}

// --- clocks ---------------------------------------------------------------------------------------------------------

function written(form, seconds) {
  const whole = Math.abs(seconds);
  return form.replace("%m", Math.floor(whole / 60)).replace("%s", String(whole % 60).padStart(2, "0"));
}

function tick() {
  const now = Date.now() + ahead;
  for (const one of document.querySelectorAll("[data-ends]")) {
    const left = Math.round((one.dataset.ends - now) / 1000);
    say(one, written(left < 0 ? one.dataset.over : one.dataset.form, left));
    one.classList.toggle("trouble", left < 0);
  }
  for (const one of document.querySelectorAll("[data-form][data-since]"))
    say(one, written(one.dataset.form, Math.max(0, Math.round((now - one.dataset.since) / 1000))));
  turn(now);
}

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// --- letters: halving between the smallest and the largest, in one to three columns ---------------------------------

function fit() {
  cancelAnimationFrame(fitting);
  fitting = requestAnimationFrame(() => {
    const rem = parseFloat(getComputedStyle(root).fontSize);
    const roomy = Math.min(innerWidth, innerHeight) >= LEAST * rem * 0.9;
    root.classList.toggle("fit", roomy);
    const room = document.getElementById("room");
    room.classList.remove("turning");
    tops = [0];
    if (!roomy) return room.removeAttribute("tabindex");
    const question = (size) => root.style.setProperty("--question", size);
    question(room.childElementCount ? 5.2 : 9);
    let best = largest(room, rem);
    if (best.size < innerHeight * 0.045) {
      question(3.2);
      best = largest(room, rem);
    }
    set(best.size, best.columns);
    if (best.fits) room.removeAttribute("tabindex");
    else pages(room);
    turn(Date.now() + ahead);
  });
}

function set(size, columns) {
  root.style.setProperty("--size", `${size}px`);
  root.style.setProperty("--columns", columns);
}

function largest(room, rem) {
  const fits = (size, columns) => {
    set(size, columns);
    const whole = (one) => one.scrollWidth <= one.clientWidth + 1 && one.getClientRects().length === 1;
    return room.scrollHeight <= room.clientHeight + 1 && [room, ...parts].every(whole);
  };
  // No word is broken for the sake of larger letters, and no line is parted between two columns.
  const parts = room.querySelectorAll("li, p, dt, dd, h2, h3, li > .text");
  const most = Number(room.dataset.columns || 1);
  let best = { size: rem, columns: 1, fits: false };
  for (let columns = 1; columns <= most; columns += 1) {
    let low = best.fits ? best.size : rem;
    if (!fits(best.fits ? low * 1.03 : low, columns)) continue;
    let high = Math.max(low, innerHeight / 6);
    while (high / low > 1.03) {
      const middle = (low + high) / 2;
      if (fits(middle, columns)) low = middle;
      else high = middle;
    }
    best = { size: low, columns, fits: true };
  }
  return best;
}

// --- pages: where the smallest letters do not fit, the room turns by itself unless somebody reads in it -------------

function pages(room) {
  set(Math.max(parseFloat(getComputedStyle(root).fontSize), innerHeight * 0.03), 1);
  room.classList.add("turning");
  room.tabIndex = 0;
  const begin = room.getBoundingClientRect().top - room.scrollTop;
  for (const one of room.querySelectorAll("li, p, dt, h2")) {
    const box = one.getBoundingClientRect();
    if (box.bottom - begin - tops.at(-1) > room.clientHeight && box.top - begin > tops.at(-1)) tops.push(box.top - begin);
  }
}

function turn(now) {
  const room = document.getElementById("room");
  if (tops.length < 2) return say(at, "");
  if (room.contains(document.activeElement)) return;
  const turned = Math.max(0, Math.floor((now - room.dataset.since) / PAGE)) + Number(room.dataset.page || 0);
  const top = tops[turned % tops.length];
  say(at, at.dataset.form.replace("%a", turned % tops.length + 1).replace("%c", tops.length));
  if (Math.abs(room.scrollTop - top) > 1) room.scrollTop = top;
}

// --- the connection -------------------------------------------------------------------------------------------------

function lost() {
  if (line.textContent !== line.dataset.lost) line.textContent = line.dataset.lost;
}

function open() {
  close();
  heard = Date.now();
  source = new EventSource("feed");
  const alive = () => {
    heard = Date.now();
    if (line.textContent) line.textContent = "";
  };
  source.onopen = alive;
  source.addEventListener("still", alive);
  source.onmessage = (event) => {
    alive();
    show(JSON.parse(event.data));
  };
  source.onerror = () => {
    lost();
    if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
  };
}

function close() {
  clearTimeout(again);
  if (source) source.close();
  source = null;
}

setInterval(() => {
  tick();
  if (source && Date.now() - heard > SILENCE) {
    lost();
    open();
  }
}, 250);
addEventListener("resize", fit);
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => event.persisted && open());
if (document.fonts) document.fonts.ready.then(fit);
fit();
open();
