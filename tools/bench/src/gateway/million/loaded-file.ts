// Rows in a file as MariaDB (`load data`) and PostgreSQL (`copy`) both read it by themselves: a line each, values apart by tabs.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Value } from "./copies.ts";

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

export function writtenInFile(text: string | null): string {
  return text === null ? "\\N" : text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

export type LoadedFiles = {
  with(rows: readonly Value[][], work: (file: string) => Promise<unknown>): Promise<void>;
  remove(): void;
};

/** In a folder of their own, into which the server's user may look. */
export function openLoadedFiles(): LoadedFiles {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-fill-"));
  chmodSync(folder, 0o755);
  let count = 0;
  return {
    async with(rows, work) {
      count += 1;
      const file = join(folder, String(count));
      writeFileSync(file, rows.map((row) => `${row.join("\t")}\n`).join(""));
      await work(file);
      rmSync(file);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
