// Opens pages of a server in one Chromium, at the site's public address: {chromium, modules, profile, base, server, paths}
// as JSON on stdin, each path with the one to which it leads on, or ""; for each {arrived, violations, outside} on stdout.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { chromium: executablePath, modules, profile, base, server, paths } = JSON.parse(readFileSync(0, "utf8"));
const { chromium } = createRequire(join(modules, "any.js"))("playwright-core");
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

async function visit(context, [path, arrives]) {
  const page = await context.newPage();
  const violations = [];
  const outside = [];
  await page.exposeFunction("tellViolation", (words) => violations.push(words));
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.tellViolation(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`),
    ),
  );
  await page.route("**/*", async (route) => {
    const url = route.request().url();
    if (!url.startsWith(base)) {
      outside.push(url);
      return route.abort();
    }
    // The answer with its headers, so that its policy holds.
    const response = await route.fetch({ url: server + url.slice(base.length), maxRedirects: 0 });
    return route.fulfill({ response });
  });
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text());
  });
  await page.goto(base + path, { waitUntil: "load" }).catch((error) => {
    if (!/interrupted by another navigation|ERR_ABORTED/.test(String(error))) throw error;
  });
  if (arrives) await page.waitForURL(base + arrives);
  await page.evaluate(() => new Promise(requestAnimationFrame)); // what the page has told until now has arrived after this
  const arrived = page.url();
  await page.close();
  return { arrived, violations, outside };
}

const browser = await chromium.launch({ executablePath, args, headless: true, env: { ...process.env, HOME: profile } });
try {
  const context = await browser.newContext();
  const found = [];
  for (const path of paths) found.push(await visit(context, path));
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
