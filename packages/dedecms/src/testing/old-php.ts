// PHP 5.2.17 inside this process: older than the oldest PHP that our files promise to run on. It has no mysqli and no network.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { phpFolder, testdata } from "./php-server.ts";

// The types of these packages are missing, or made for another way of resolving modules.
const require = createRequire(import.meta.url);
const { getPHPLoaderModule } = require("@php-wasm/node-5-2") as { getPHPLoaderModule: () => Promise<object> };
const { loadPHPRuntime, PHP } = require("@php-wasm/universal") as {
  loadPHPRuntime: (module: object, options: object) => Promise<number>;
  PHP: new (
    runtime: number,
  ) => {
    mkdirTree: (path: string) => void;
    writeFile: (path: string, content: string | Uint8Array) => void;
    run: (options: { code: string }) => Promise<{ text: string }>;
    exit: () => void;
  };
};

export type OldPhp = {
  readonly write: (path: string, text: string) => void;
  /** What a piece of PHP prints; `ini` for this run. */
  readonly run: (code: string, ini?: Readonly<Record<string, string>>) => Promise<string>;
  readonly close: () => void;
};

/** Our files lie in /shop, what tests use beside them in /testdata. */
export async function startOldPhp(): Promise<OldPhp> {
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule(), {}));
  for (const [from, to] of [
    [phpFolder, "/shop"],
    [testdata, "/testdata"],
  ] as const) {
    for (const name of readdirSync(from, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".php"))) {
      const path = `${to}/${name}`;
      php.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      php.writeFile(path, readFileSync(join(from, name)));
    }
  }
  return {
    write: (path, text) => php.writeFile(path, text),
    async run(code, ini = {}) {
      const settings = Object.entries(ini).map(([name, value]) => `ini_set('${name}', '${value}');`);
      const answer = await php.run({ code: `<?php ${settings.join(" ")} ${code}` });
      return answer.text;
    },
    close: () => php.exit(),
  };
}
