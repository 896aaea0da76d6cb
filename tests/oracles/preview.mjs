// Looks at a running preview in one Chromium: {chromium, modules, profile, address, jobs: [...]} as JSON on stdin.
// A job opens what the address leads to, with `query` behind it, may save a file meanwhile, and says what is seen then.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium: executablePath, modules, profile, address, jobs } = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(join(modules, "any.js"))("playwright-core");
const axe = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const origin = new URL(address).origin;
const PATIENCE = 30_000; // milliseconds

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { iframes: false }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target: at, failureSummary }) => `${id} at ${at}: ${failureSummary}`));
}

// What a frame shows, in a page of its own that may run axe: its policy lets nothing run.
async function alone(context, frame) {
  const page = await context.newPage();
  await page.route("**/*", async (route) => {
    if (!route.request().url().startsWith(origin)) return route.abort(); // what the policy would refuse
    const response = await route.fetch();
    const { "content-security-policy": policy, ...headers } = response.headers();
    return route.fulfill({ response, headers });
  });
  await page.goto(frame.url());
  return page;
}

// Where findings and their words are, in pixels of the window's page.
const seen = () => {
  const frame = document.querySelector("#sheet iframe");
  const inside = frame && frame.contentDocument;
  const scale = frame ? Number(frame.dataset.scale || 1) : 1;
  const base = frame ? frame.getBoundingClientRect().top : 0;
  const box = frame ? frame.getBoundingClientRect() : { width: 0, right: 0, bottom: 0 };
  return {
    title: document.title,
    live: document.querySelector("#live")?.textContent ?? "",
    above: [...document.querySelectorAll("#above .note")].map((note) => note.innerText),
    beside: [...document.querySelectorAll("#beside .note")].map((note) => {
      const marks = inside ? [...inside.querySelectorAll(`mark[data-findings~="${note.dataset.number}"]`)] : [];
      const place = note.getBoundingClientRect();
      return {
        text: note.innerText,
        top: place.top,
        left: place.left,
        active: note.classList.contains("active"),
        words: marks.map((mark) => mark.textContent).join(""),
        words_top: marks.length ? base + marks[0].getBoundingClientRect().top * scale : null,
      };
    }),
    page: inside ? inside.body.innerText : "",
    layout: frame ? frame.clientWidth : 0,
    sheet: { width: box.width, right: box.right, bottom: box.bottom },
    scroll_width: document.scrollingElement.scrollWidth,
    inner_width: window.innerWidth,
  };
};

async function run(browser, job) {
  const context = await browser.newContext({
    viewport: { width: job.width, height: job.height },
    colorScheme: job.dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const outside = [];
  const errors = [];
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && new URL(request.url()).origin !== origin) outside.push(request.url());
  });
  page.on("requestfailed", (request) => {
    // What the policy refused was never sent.
    if (request.failure()?.errorText === "csp") outside.splice(outside.indexOf(request.url()), 1);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  await page.waitForSelector("body[data-ready]");
  if (job.query) {
    await page.goto(new URL(job.query, page.url()).href);
    await page.waitForSelector("body[data-ready]");
  }
  const milliseconds = []; // from each save until it is shown
  for (const save of job.saves ?? []) {
    const before = await page.evaluate(() => document.body.dataset.ready);
    const start = performance.now();
    writeFileSync(save.file, save.text);
    await page.waitForFunction((version) => document.body.dataset.ready !== version, before, { polling: "raf" });
    milliseconds.push(performance.now() - start);
  }
  if (job.click) {
    const target = job.inside ? page.frameLocator("#sheet iframe").locator(job.click).first() : page.locator(job.click).first();
    await target.click();
  }
  const result = await page.evaluate(seen);
  result.violations = job.axe ? await violations(page) : [];
  if (job.axe && page.frames().length > 1) result.violations.push(...(await violations(await alone(context, page.frames()[1]))));
  if (job.picture) await page.screenshot({ path: job.picture, fullPage: job.whole ?? true });
  await context.close();
  return { ...result, url: page.url(), milliseconds, outside, errors };
}

const browser = await chromium.launch({ executablePath, args, headless: true, env: { ...process.env, HOME: profile } });
try {
  const results = [];
  for (const job of jobs) results.push(await run(browser, job));
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
}
