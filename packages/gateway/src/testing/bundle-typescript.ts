// Bundles one of our TypeScript modules into a plain script, so that a process which is killed and started again dozens of
// times starts in a fraction of a second.
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));

/** Answers the script's path, inside the repository so that it finds the drivers, and how to remove it. */
export async function bundleTypescript(module: URL, name: string): Promise<{ file: string; remove(): void }> {
  const folder = join(repository, "node_modules", ".cache", "dedepay", `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await build({
    root: repository,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["dedepay-source", "module", "node"] },
    ssr: { noExternal: [/^@dedepay\//], resolve: { conditions: ["dedepay-source", "module", "node"] } },
    build: {
      ssr: fileURLToPath(module),
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
  const file = join(folder, `${name}.mjs`);
  return { file, remove: () => rmSync(dirname(file), { recursive: true, force: true }) };
}
