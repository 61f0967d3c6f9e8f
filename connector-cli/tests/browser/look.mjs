// What a person does with a site, in a real browser: node look.mjs SITE PICTURES [FLAG...]
// Prints what was measured as JSON; every complaint is a line on standard error, and the exit code is 1 where there is one.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [site, pictures, ...flags] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = (page, hash = "") => pathToFileURL(join(resolve(site), page)).href + hash;
mkdirSync(pictures, { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const complaints = [], measured = {};
const page = await browser.newPage();
page.on("console", message => complaints.push(`console: ${message.text()}`));
page.on("pageerror", error => complaints.push(`error: ${error.message}`));
page.on("dialog", dialog => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
page.on("request", request => {
  if (!/^(file|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
});
const open = (name, hash) => page.goto("about:blank").then(() => page.goto(address(name, hash), { waitUntil: "load" }));
const settle = () => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
const picture = name => page.screenshot({ path: join(pictures, `${name}.png`) });
const step = async (name, act) => {
  try { await act(); } catch (error) { complaints.push(`${name}: ${error.message}`); }
};
const size = (width, height = 900) => page.setViewport({ width, height });
// Colours that are on their way are no colours to measure.
const prefer = theme => page.emulateMediaFeatures([
  { name: "prefers-color-scheme", value: theme },
  { name: "prefers-reduced-motion", value: "reduce" },
]);
const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
// Every name is inspected, also what is folded.
const inspect = async name => {
  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, impact, nodes } of violations.filter(one => ["serious", "critical"].includes(one.impact))) {
    complaints.push(`axe on ${name}: ${id} (${impact}): ${nodes.slice(0, 3).map(one => one.html.slice(0, 200)).join(" | ")}`);
  }
  measured.inspected = (measured.inspected ?? 0) + 1;
};

const files = readdirSync(site).filter(name => name.endsWith(".html"));
const gallery = flags.includes("gallery");
await size(1440);
await prefer("light");

await step("the first page", async () => {
  const begun = performance.now();
  await open("index.html");
  await settle();
  measured.firstPage = Math.round(performance.now() - begun);
  assert.equal(await page.$$eval("h1", all => all.length), 1);
  assert.deepEqual(await page.$$eval("body > a, body > header, main, nav", all => all.map(one => one.localName)), gallery ? ["a", "header", "main"] : ["a", "header", "nav", "main"]);
  await picture("light");
  await inspect("the first page");
});

await step("the longest page", async () => {
  const sizes = files.map(name => [readFileSync(join(site, name)).length, name]).sort((a, b) => b[0] - a[0]);
  const [bytes, name] = sizes[0];
  const begun = performance.now();
  await open(name);
  await settle();
  Object.assign(measured, { pages: files.length, longest: name, bytes, longestPage: Math.round(performance.now() - begun) });
  assert.ok(measured.longestPage < 5000, `${measured.longestPage} ms until ${name} is drawn`);
  assert.ok(bytes < 2_000_000, `${name} has ${bytes} bytes`);
});

await step("skip link", async () => {
  await open("index.html");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "content");
});

// Something to look for: the last entry but one of the index that is no type, so that it is far down or on another page.
const entries = JSON.parse(readFileSync(join(site, "search.js"), "utf8").replace(/^[^[]*/, "").replace(/,\s*\];\s*$/, "]"));
const wanted = entries.filter(([kind]) => kind === "action" || kind === "trigger").at(-1);

await step("search by keyboard", async () => {
  await open("index.html");
  await page.keyboard.press("/");
  assert.equal(await focused(), "search");
  assert.equal(await page.$eval("#search", one => one.value), "", "the slash is not typed");
  const begun = performance.now();
  await page.keyboard.type(wanted[2]);
  await page.waitForSelector("#results [role=option][aria-selected=true]", { timeout: 5000 });
  await page.waitForFunction(href => document.querySelector("#results [aria-selected=true]")?.getAttribute("href") === href, { timeout: 5000 }, wanted[3]);
  measured.search = Math.round(performance.now() - begun);
  await picture("search");
  const active = await page.$eval("#search", one => one.getAttribute("aria-activedescendant"));
  assert.equal(await page.$eval(`#${active}`, one => one.getAttribute("aria-selected")), "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await inspect("search");
  await page.focus("#search");
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval("#results", one => one.hidden), true);
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector("#results:not([hidden]) [aria-selected=true]");
  await Promise.all([
    page.waitForFunction(href => location.href.endsWith(href), { timeout: 5000 }, wanted[3]),
    page.keyboard.press("Enter"),
  ]);
  await page.waitForFunction(hash => document.getElementById(decodeURIComponent(hash)), { timeout: 5000 }, wanted[3].split("#")[1]);
  const top = await page.evaluate(() => new Promise(done => setTimeout(() => done(document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top), 300)));
  assert.ok(top >= 0 && top < 700, `it is in view: ${top}`);
});

await step("search finds nothing", async () => {
  await open("index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("zzzz no such thing");
  await page.waitForFunction(() => document.getElementById("found").textContent === "0 results", { timeout: 5000 });
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval("#search", one => one.value), "");
});

await step("themes", async () => {
  await open("index.html");
  const light = await paper();
  await prefer("dark");
  const dark = await paper();
  assert.notEqual(light, dark, "the system's choice");
  await settle();
  await picture("dark");
  await inspect("the dark theme");
  await page.click("#theme");
  assert.equal(await paper(), light, "the reader's choice");
  await page.reload({ waitUntil: "load" });
  assert.equal(await paper(), light, "it is kept");
  assert.equal(await page.$eval("#theme", one => one.getAttribute("aria-label")), "Use the dark theme");
  await page.click("#theme");
  assert.equal(await paper(), dark);
  await page.evaluate(() => localStorage.clear());
  await prefer("light");
});

await step("width", async () => {
  for (const name of [...files.slice(0, 2), "index.html"]) {
    for (const width of [360, 768, 1024, 1600]) {
      await size(width);
      await open(name);
      assert.ok((await overflow()) <= 0, `${name} at ${width} px is ${await overflow()} px too wide`);
    }
  }
  await size(360, 740);
  await open("index.html");
  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  assert.ok((await overflow()) <= 0, `unfolded, at 360 px, it is ${await overflow()} px too wide`);
  await picture("narrow");
  await inspect("a narrow window");
  await size(1440);
});

if (!gallery) {
  await step("the menu of a narrow window", async () => {
    await size(360, 740);
    await open("index.html");
    const shown = () => page.$eval("#nav", one => getComputedStyle(one).display !== "none");
    assert.equal(await shown(), false);
    await page.click("#menu");
    assert.equal(await shown(), true);
    const [bar, nav] = await page.evaluate(() => [".bar", "#nav"].map(one => document.querySelector(one).getBoundingClientRect().toJSON()));
    assert.ok(Math.abs(nav.top - bar.bottom) < 2 && Math.abs(nav.bottom - 740) < 2, `below the bar, down to the end: ${nav.top}–${nav.bottom}`);
    assert.equal(await page.$eval("#menu", one => one.getAttribute("aria-expanded")), "true");
    await picture("menu");
    await page.keyboard.press("Escape");
    assert.equal(await shown(), false);
    assert.equal(await focused(), "menu");
    await size(1440);
  });

  await step("navigation", async () => {
    await open("index.html");
    const links = await page.$$("#nav a[href]");
    const link = links.at(-1);
    const href = await link.evaluate(one => one.getAttribute("href"));
    await link.evaluate(one => { for (let up = one; up; up = up.parentElement) if (up.localName === "details") up.open = true; });
    await link.focus();
    await Promise.all([page.waitForFunction(end => location.href.endsWith(end), { timeout: 5000 }, href), page.keyboard.press("Enter")]);
    await page.waitForFunction(() => {
      const there = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : document.querySelector("h1");
      const box = there?.getBoundingClientRect();
      return box && box.top < innerHeight && box.bottom > 0;
    }, { timeout: 5000 });
    await page.goBack();
    await page.waitForFunction(() => location.pathname.endsWith("index.html"), { timeout: 5000 });
  });

  await step("a link to the first page leads on", async () => {
    const [name, hash] = wanted[3].includes("#") ? wanted[3].split("#") : [];
    await open("index.html", `#${hash}`);
    await page.waitForFunction(end => location.href.endsWith(end), { timeout: 5000 }, name ? `${name}#${hash}` : `#${hash}`);
    await page.waitForSelector(`[id="${decodeURIComponent(hash)}"]`);
    await page.waitForFunction(() => document.querySelector("#nav [aria-current]"), { timeout: 5000 });
  });

  await step("folding", async () => {
    const folded = files.find(name => readFileSync(join(site, name), "utf8").includes("class=\"open-all\""));
    if (folded) {
      measured.folding = true;
      await open(folded);
      const button = await page.$(".open-all");
      const all = () => button.evaluate(one => [...document.getElementById(one.getAttribute("aria-controls")).querySelectorAll("details")].map(inner => inner.open));
      assert.ok((await all()).every(open => !open));
      await button.focus();
      await page.keyboard.press("Enter");
      assert.ok((await all()).every(open => open));
      await page.keyboard.press("Enter");
      assert.ok((await all()).every(open => !open));
    } else {
      // No output has anything in it that is folded; the HTTP request of an action always is.
      await open(files.find(name => readFileSync(join(site, name), "utf8").includes("<summary>HTTP request</summary>")));
    }
    const summary = await page.$("main summary");
    const isOpen = () => summary.evaluate(one => one.parentElement.open);
    await summary.focus();
    assert.equal(await isOpen(), false);
    await page.keyboard.press("Space");
    assert.equal(await isOpen(), true);
    await page.keyboard.press("Space");
    assert.equal(await isOpen(), false);
  });

  await step("copy", async () => {
    await browser.defaultBrowserContext().overridePermissions("file://", ["clipboard-read", "clipboard-sanitized-write"]).catch(() => {});
    await open("index.html");
    await page.bringToFront();
    await page.click(".copy");
    await page.waitForFunction(() => document.querySelector(".copy").textContent === "Copied", { timeout: 2000 });
  });

  await step("print", async () => {
    await open(files.includes("models.html") ? files.find(name => name !== "index.html") : "index.html");
    await page.emulateMediaType("print");
    for (const hidden of [".bar", "#nav", ".copy"]) {
      assert.equal(await page.$eval(hidden, one => getComputedStyle(one).display), "none", hidden);
    }
    await page.pdf({ path: join(pictures, "print.pdf"), pageRanges: "1-3" });
    await page.emulateMediaType(null);
  });
}

await step("nothing of the document acts", async () => {
  await open("index.html");
  await page.evaluate(() => document.querySelectorAll("details").forEach(one => { one.open = true; }));
  await settle();
  assert.equal(await page.evaluate(() => globalThis.hit), undefined);
  const foreign = await page.evaluate(() => ({
    scripts: [...document.scripts].filter(one => one.src && !one.src.endsWith("/search.js")).length,
    pictures: document.querySelectorAll("img, iframe, object, embed, form, video, audio, math").length,
    handlers: [...document.querySelectorAll("*")].filter(one => [...one.attributes].some(({ name }) => name.startsWith("on") || name === "style")).length,
    links: [...document.querySelectorAll("main a[href]")].filter(one => !["file:", "http:", "https:", "mailto:"].includes(one.protocol)).map(one => one.href),
  }));
  assert.deepEqual(foreign, { scripts: 0, pictures: 0, handlers: 0, links: [] });
  // What a slip would let in is stopped by the policy all the same.
  const before = complaints.length;
  const ran = await page.evaluate(() => new Promise(done => {
    const box = document.createElement("div");
    box.innerHTML = "<img src='data:,' onerror='globalThis.hit = 1'><a id='slip' href='javascript:globalThis.hit = 2'>x</a>";
    document.body.append(box);
    document.getElementById("slip").click();
    setTimeout(() => done(globalThis.hit), 200);
  }));
  assert.equal(ran, undefined, "the policy holds");
  const said = complaints.splice(before);
  assert.ok(said.some(one => one.includes("Content Security Policy")), `the browser says so: ${said}`);
});

await step("without script", async () => {
  await page.setJavaScriptEnabled(false);
  await open("index.html");
  await page.setJavaScriptEnabled(true);
  const shown = await page.$$eval(gallery ? ".cards, main" : "#nav, main", all => all.map(one => one.getClientRects().length > 0));
  assert.deepEqual(shown, [true, true]);
});

await browser.close();
console.log(JSON.stringify(measured));
for (const one of complaints) console.error(one);
process.exit(complaints.length ? 1 : 0);
