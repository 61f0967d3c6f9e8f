// Converts every OpenAPI 2.0 document of a folder to 3.0: node convert.mjs FROM TO
// The tool compares both: cargo run -p corpus -- --folder FROM --converted TO
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import converter from "swagger2openapi";
import yaml from "yaml";

const [from, to] = process.argv.slice(2);
const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
let count = 0;
for (const path of files(from).filter((path) => /\.(json|ya?ml)$/.test(path))) {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  let document;
  try {
    document = path.endsWith(".json") ? JSON.parse(text) : yaml.parse(text);
  } catch (error) {
    console.error(`${path}: ${error.message.split("\n")[0]}`);
  }
  if (document?.swagger === undefined) continue;
  try {
    // `patch` mends slips that the converter would stop at, `warnOnly` goes on after others.
    const { openapi } = await converter.convertObj(document, { patch: true, warnOnly: true, anchors: true });
    const out = join(to, relative(from, path)).replace(/\.[^.]+$/, ".json");
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, JSON.stringify(openapi));
    count += 1;
  } catch (error) {
    console.error(`${path}: ${error.message}`);
  }
}
console.log(`${count} documents converted`);
