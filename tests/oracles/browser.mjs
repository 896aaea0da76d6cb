// Does many jobs in one Chromium: {chromium, modules, profile, jobs: [...]} as JSON on stdin, a list of results on stdout.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, normalize } from "node:path";

const { chromium: executablePath, modules, profile, jobs } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(modules, "any.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(join(modules, "axe-core", "axe.min.js"), "utf8");
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// The page sees its own files and nothing else: under `base` a request is answered from the folder `root`.
function answer(job, { outside, errors }) {
  return async (route) => {
    const url = route.request().url();
    if (/^(data|blob|about):/.test(url)) return route.continue();
    if (url.startsWith(job.base)) {
      const path = decodeURIComponent(new URL(url).pathname).slice(new URL(job.base).pathname.length);
      const file = normalize(join(job.root, path || "index.html"));
      try {
        readFileSync(file);
        return route.fulfill({ path: file });
      } catch {
        errors.push(`not found: ${url}`);
        return route.fulfill({ status: 404, contentType: "text/plain", body: "not found" });
      }
    }
    outside.push(url);
    return route.abort();
  };
}

const told = (found) =>
  found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const summary = (failureSummary ?? "").replace(/\s+/g, " ");
      return `${id} (${impact}) at ${target.flat().join(" ")}: ${summary}`;
    }),
  );

async function audit(page, job) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const rules = Object.fromEntries(job.rules_off.map((id) => [id, { enabled: false }]));
  const said = await page.evaluate((options) => globalThis.axe.run(document, options), { rules });
  const [scroll_width, inner_width] = await page.evaluate(() => [
    document.scrollingElement.scrollWidth,
    window.innerWidth,
  ]);
  return {
    violations: told(said.violations),
    incomplete: told(said.incomplete),
    passes: said.passes.map(({ id }) => id),
    scroll_width,
    inner_width,
  };
}

// What a printer gets, and how wide each table is when its page is as wide as upright paper without its margins.
async function print(page, job) {
  await page.emulateMedia({ media: "print" });
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll("table")].map((table) => [table.offsetWidth, table.closest(".turned") !== null]),
  );
  await page.pdf({ path: job.pdf, format: job.paper, preferCSSPageSize: true });
  return { tables };
}

// A page stays open as long as the jobs that follow want it: another width or colours need no second visit.
let open = null;

async function opened(browser, job) {
  const place = [job.base, job.root, job.path].join("\n");
  const size = { width: job.width, height: job.height };
  const colorScheme = job.dark ? "dark" : "light";
  if (open?.place === place) {
    await open.page.setViewportSize(size);
    await open.page.emulateMedia({ media: "screen", colorScheme });
    return open;
  }
  await open?.context.close();
  const context = await browser.newContext({ viewport: size, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const [outside, errors] = [[], []];
  open = { place, context, page, outside, errors };
  await context.route("**/*", answer(job, open));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // Refused and missing resources are told by their address already.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) errors.push(message.text());
  });
  await page.goto(job.base + job.path.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
  return open;
}

async function run(browser, job) {
  const { page, outside, errors } = await opened(browser, job);
  const result = job.pdf ? await print(page, job) : job.picture ? {} : await audit(page, job);
  if (job.picture) await page.screenshot({ path: job.picture, fullPage: true });
  return { ...result, outside, errors };
}

const browser = await chromium.launch({ executablePath, args: quiet, headless: true, env: { ...process.env, HOME: profile } });
try {
  const results = [];
  for (const job of jobs) results.push(await run(browser, job));
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
}
