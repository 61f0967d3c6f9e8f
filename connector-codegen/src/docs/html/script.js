(() => {
"use strict";
const root = document.documentElement;
const KEY = "connector-docs-theme";
const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const keep = theme => { try { theme ? localStorage.setItem(KEY, theme) : localStorage.removeItem(KEY); } catch { /* not here */ } };
const show = theme => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme; };
show(kept());
root.classList.add("js");

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const themes = () => {
  const button = document.getElementById("theme");
  const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const say = () => button.setAttribute("aria-label", dark() ? "Use the light theme" : "Use the dark theme");
  button.addEventListener("click", () => { const next = dark() ? "light" : "dark"; keep(next); show(next); say(); });
  addEventListener("storage", event => { if (event.key === KEY) { show(event.newValue); say(); } });
  say();
};

const menu = () => {
  const button = document.getElementById("menu"), nav = document.getElementById("nav");
  if (!button || !nav) return;
  const set = open => { nav.classList.toggle("open", open); button.setAttribute("aria-expanded", open); };
  button.addEventListener("click", () => { const open = !nav.classList.contains("open"); set(open); if (open) nav.querySelector("a")?.focus(); });
  nav.addEventListener("click", event => { if (event.target.closest("a")) set(false); });
  document.addEventListener("keydown", event => { if (event.key === "Escape" && nav.classList.contains("open")) { set(false); button.focus(); } });
};

const copying = () => {
  for (const pre of document.querySelectorAll(".block pre")) {
    const button = make("button", "Copy", { type: "button", class: "copy" });
    button.addEventListener("click", async () => {
      let done = true;
      try { await navigator.clipboard.writeText(pre.textContent); }
      catch { getSelection().selectAllChildren(pre); done = document.execCommand("copy"); getSelection().removeAllRanges(); }
      button.textContent = done ? "Copied" : "Not copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    pre.parentElement.append(button);
  }
};

const folding = () => {
  for (const button of document.querySelectorAll(".open-all")) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") !== "true";
      document.getElementById(button.getAttribute("aria-controls"))?.querySelectorAll("details").forEach(one => { one.open = open; });
      button.setAttribute("aria-expanded", open);
      button.textContent = open ? "Fold all" : "Unfold all";
    });
  }
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open])")]; closed.forEach(one => { one.open = true; }); });
  addEventListener("afterprint", () => closed.forEach(one => { one.open = false; }));
};

/* Marks what is being read in the list at the side. */
const spying = () => {
  const links = new Map();
  for (const link of document.querySelectorAll("#nav a[href^='#']")) links.set(decodeURIComponent(link.hash.slice(1)), link);
  const parts = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
  if (!parts.length) return;
  const seen = new Set();
  let current;
  const watch = new IntersectionObserver(changes => {
    for (const change of changes) change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
    const first = parts.filter(part => seen.has(part)).pop();
    const link = first && links.get(first.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    const nav = document.getElementById("nav"), box = link.getBoundingClientRect(), frame = nav.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3;
  }, { rootMargin: "-15% 0px -75% 0px" });
  parts.forEach(part => watch.observe(part));
};

let loading;
const index = () => loading ??= new Promise((resolve, reject) => {
  const script = make("script", "", { src: "search.js" });
  script.addEventListener("load", () => resolve((globalThis.connectorIndex || []).map(([kind, title, name, href, more]) =>
    ({ kind, title, name, href, more, fields: [title, name, more].map(text => text.toLowerCase()) }))));
  script.addEventListener("error", () => { loading = undefined; reject(new Error("no index")); });
  document.head.append(script);
});

/* All words have to be there; names count more than what else is said, and beginnings more than middles. */
const WEIGHTS = [10, 9, 3], KINDS = { connector: 12, action: 1, trigger: 1 };
const rank = (entry, words) => {
  let total = KINDS[entry.kind] ?? 0;
  for (const word of words) {
    let best = 0;
    entry.fields.forEach((field, place) => {
      const at = field.indexOf(word);
      if (at < 0) return;
      const begins = at === 0 || !/[\p{L}\p{N}]/u.test(field[at - 1]);
      best = Math.max(best, WEIGHTS[place] * (field === word ? 4 : at === 0 ? 3 : begins ? 2 : 1));
    });
    if (!best) return 0;
    total += best;
  }
  return total - entry.title.length / 200;
};

const searching = () => {
  const input = document.getElementById("search"), list = document.getElementById("results"), said = document.getElementById("found");
  let chosen = -1, turn = 0;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = next => {
    const all = options();
    chosen = all.length ? (next + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", at === chosen));
    if (all[chosen]) { input.setAttribute("aria-activedescendant", all[chosen].id); all[chosen].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const find = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean), own = ++turn;
    if (!words.length) { said.textContent = ""; return close(); }
    let entries;
    try { entries = await index(); } catch { said.textContent = "The search index is missing."; return; }
    if (own !== turn) return;
    const found = entries.map(entry => [rank(entry, words), entry]).filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]);
    list.replaceChildren(...found.slice(0, 40).map(([, entry], at) => {
      const option = make("a", "", { role: "option", id: `result-${at}`, href: entry.href, tabindex: "-1" });
      option.append(make("span", entry.kind, { class: "kind" }), make("b", entry.title));
      const below = make("small", "");
      if (entry.name) below.append(make("code", entry.name), "  ");
      below.append(entry.more);
      option.append(below);
      return option;
    }));
    if (!found.length) list.append(make("p", "Nothing is called that.", { role: "option", "aria-selected": "false", "aria-disabled": "true", id: "result-none" }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    said.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
    if (found.length) choose(0); else chosen = -1;
  };
  input.addEventListener("input", find);
  input.addEventListener("focus", () => { index().catch(() => {}); if (input.value) find(); });
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown") { event.preventDefault(); list.hidden ? find() : choose(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
    else if (event.key === "Enter") { const option = options()[chosen]; if (!list.hidden && option?.href) { event.preventDefault(); option.click(); } }
    else if (event.key === "Escape") { list.hidden ? (input.value = "", input.blur()) : close(); }
  });
  list.addEventListener("click", event => { if (event.target.closest("a")) { close(); input.blur(); } });
  list.addEventListener("pointermove", event => { const at = options().indexOf(event.target.closest("a")); if (at >= 0 && at !== chosen) choose(at); });
  document.addEventListener("pointerdown", event => { if (!event.target.closest(".search")) close(); });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); input.focus(); input.select(); }
  });
  document.querySelector(".search").addEventListener("focusout", event => { if (!event.currentTarget.contains(event.relatedTarget)) close(); });
};

/* A link to the first page leads on to where its anchor has gone. */
const arriving = async () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!/^(action|trigger|model)-/.test(id) || document.getElementById(id)) return;
  const entry = (await index().catch(() => [])).find(one => decodeURIComponent(one.href).endsWith(`#${id}`));
  if (entry) location.replace(entry.href);
};

document.addEventListener("DOMContentLoaded", () => {
  themes(); menu(); copying(); folding(); searching(); spying(); arriving();
  addEventListener("hashchange", arriving);
});
})();
