// Makes one plain script of a TypeScript module of ours: a process that is killed and started dozens of times starts fast.
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const conditions = ["dedepay-source", "module", "node"];

export type Script = { readonly file: string; readonly remove: () => void };

/** Below node_modules, where the script finds the drivers. */
export async function bundleScript(module: URL): Promise<Script> {
  const outDir = join(repository, "node_modules", ".cache", "dedepay", `shop-${process.pid}`);
  await build({
    root: repository,
    configFile: false,
    logLevel: "error",
    resolve: { conditions },
    ssr: { noExternal: [/^@dedepay\//], resolve: { conditions } },
    build: {
      ssr: fileURLToPath(module),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: "script.mjs", codeSplitting: false } },
    },
  });
  const file = join(outDir, "script.mjs");
  return { file, remove: () => rmSync(dirname(file), { recursive: true, force: true }) };
}
