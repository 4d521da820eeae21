// `npm run generate -w packages/errors` writes the generated files.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOutputs } from "./build-outputs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
for (const [name, text] of buildOutputs(root)) {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
