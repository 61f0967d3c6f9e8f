// Copies the documents of the installed packages into a folder: node collect.mjs OUT [--all]
// Three of them are compiled by CI; with --all, every version of GitHub's that is in the package too.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [out, all] = process.argv.slice(2);
const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const documents = {
  "blockfrost.yaml": "@blockfrost/openapi/openapi.yaml",
  "github.json": "@octokit/openapi/generated/api.github.com.json",
  "ideal-postcodes.json": "@ideal-postcodes/openapi/dist/openapi.json",
};
if (all === "--all") {
  const generated = "@octokit/openapi/generated";
  for (const name of readdirSync(join(modules, generated)).filter((name) => /^gh\S+\d\.json$|^ghec\.json$/.test(name))) {
    documents[name] = join(generated, name);
  }
}
mkdirSync(out, { recursive: true });
for (const [name, path] of Object.entries(documents)) copyFileSync(join(modules, path), join(out, name));
