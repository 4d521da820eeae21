// Starts another process that runs one of our TypeScript modules from its source, as the tests themselves do.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

const program = `
import { createViteServer } from "vitest/node";
const [root, module, input] = process.argv.slice(1);
const server = await createViteServer({
  root,
  configFile: root + "/vitest.config.ts",
  appType: "custom",
  logLevel: "error",
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
});
const { main } = await server.ssrLoadModule(module);
await main(JSON.parse(input));
`;

/** Runs `main(input)` of the module; `module` is a file URL, `input` plain data. */
export function spawnTypescript(module: URL, input: object): ChildProcess {
  return spawn(
    process.execPath,
    ["--input-type=module", "-e", program, "--", repository, fileURLToPath(module), JSON.stringify(input)],
    { cwd: repository, stdio: ["ignore", "pipe", "inherit"] },
  );
}
