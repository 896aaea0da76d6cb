// What mail programs do not support: {modules, clients, html} as JSON on stdin, {client: [feature, ...]} on stdout.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { modules, clients, html } = JSON.parse(readFileSync(0, "utf8"));
const { caniemail } = await import(pathToFileURL(join(modules, "caniemail", "dist", "index.js")).href);

const found = {};
for (const client of clients) {
  try {
    const { issues } = caniemail({ clients: [client], html });
    found[client] = [...new Set([...issues.errors.values()].flat().map(({ title }) => title))].sort();
  } catch (error) {
    // The package throws for a client that lacks data on one feature; asked one at a time, the others still answer.
    found[client] = [`no answer: ${error.message}`];
  }
}
process.stdout.write(JSON.stringify(found));
