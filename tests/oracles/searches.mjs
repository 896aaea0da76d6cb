// Searches a site in one Chromium: {chromium, modules, profile, jobs: [...]} as JSON on stdin, a list of results on stdout.
// A job has the address `url` of the page, the folder `root` that is at `base` with the policy `policy` (none for a page
// from a disk), the number of clicks on "more", whether scripts run and axe-core judges, and the file for a picture, or "".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, normalize } from "node:path";

const { chromium: executablePath, modules, profile, jobs } = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(join(modules, "any.js"))("playwright-core");
const axe = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

// What a reader finds on the page of the search.
const seen = () => ({
  status: document.getElementById("search-status")?.textContent ?? "",
  live: document.getElementById("search-status")?.getAttribute("role") ?? "",
  without: getComputedStyle(document.getElementById("search-without") ?? document.body).display !== "none",
  typed: document.getElementById("q").value,
  title: document.title,
  more: document.getElementById("search-more")?.checkVisibility() ?? false,
  archive: (document.querySelector(".search-help")?.getBoundingClientRect().top ?? 0) < window.innerHeight,
  focused: document.activeElement.textContent,
  elements: document.querySelectorAll("main *").length,
  results: [...document.querySelectorAll("#search-results li")].map((line) => ({
    headline: line.querySelector("a").textContent,
    href: line.querySelector("a").href,
    lang: line.querySelector("a").lang,
    dir: line.querySelector("a").dir,
    date: line.querySelector("time")?.textContent ?? "",
    summary: line.querySelector("p")?.textContent ?? "",
    more: line.querySelector("small").textContent,
    elements: [...line.querySelectorAll("*")].map((part) => part.localName).join(" "),
  })),
});

// While the script loads years, its results are busy.
const isDone = () => document.getElementById("search")?.ariaBusy !== "true";

async function judged(page) {
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(() => globalThis.axe.run(document));
  const told = (found) => found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.flat().join(" ")}`));
  const scroll_width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  return { violations: told(violations), incomplete: told(incomplete), scroll_width };
}

async function search(browser, job) {
  const context = await browser.newContext({
    javaScriptEnabled: job.script,
    viewport: { width: job.width, height: 800 },
    colorScheme: job.dark ? "dark" : "light",
  });
  const page = await context.newPage();
  const [loaded, outside, errors] = [[], [], []];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) errors.push(message.text());
  });
  if (job.base) {
    await page.route("**/*", (route) => {
      const { origin, pathname } = new URL(route.request().url());
      if (!`${origin}${pathname}`.startsWith(job.base)) {
        outside.push(route.request().url());
        return route.abort();
      }
      const path = decodeURIComponent(pathname).slice(new URL(job.base).pathname.length);
      loaded.push(path);
      const file = normalize(join(job.root, path.endsWith("/") || !path ? `${path}index.html` : path));
      return route.fulfill({ path: file, headers: { "content-security-policy": job.policy } });
    });
  }
  await page.goto(job.url, { waitUntil: "load" });
  if (job.type) {
    await page.fill("#q", job.type);
    await page.press("#q", "Enter");
    await page.waitForURL((address) => address.searchParams.has("q"));
    await page.waitForLoadState("load");
  }
  if (job.script) await page.waitForFunction(isDone);
  for (let click = 0; click < job.clicks; click += 1) {
    const before = await page.locator("#search-results li").count();
    await page.click("#search-more");
    await page.waitForFunction((count) => document.querySelectorAll("#search-results li").length > count, before);
  }
  const found = job.script ? await page.evaluate(seen) : { text: await page.innerText("main") };
  if (job.picture) await page.screenshot({ path: job.picture, fullPage: true });
  const audit = job.axe ? await judged(page) : {};
  const address = page.url();
  await context.close();
  return { ...found, ...audit, address, loaded, outside, errors };
}

const browser = await chromium.launch({ executablePath, args, headless: true, env: { ...process.env, HOME: profile } });
try {
  const found = [];
  for (const job of jobs) found.push(await search(browser, job));
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
