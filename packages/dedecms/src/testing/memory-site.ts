// A shop's files in memory, whose writing fails when a test says so: that is what a kill looks like from outside, because
// each write is all or nothing.
import type { WritableSite } from "../install/writable-site.ts";

export class Killed extends Error {
  override readonly name: string = "Killed";
}

export type MemorySite = WritableSite & { readonly files: Map<string, Uint8Array>; readonly writes: () => number };

/** Fails at the write or removal of this number (from 0): `before` it happens, or just `after`. */
export type KillAt = { readonly number: number; readonly when: "before" | "after" };

export function memorySite(files: Map<string, Uint8Array>, killAt?: KillAt): MemorySite {
  let writes = 0;
  const step = (change: () => void): void => {
    const isKilled = killAt?.number === writes;
    writes += 1;
    if (isKilled && killAt.when === "before") throw new Killed();
    change();
    if (isKilled) throw new Killed();
  };
  return {
    files,
    writes: () => writes,
    read: async (path) => files.get(path),
    write: async (path, bytes) => step(() => files.set(path, bytes)),
    remove: async (path) => step(() => files.delete(path)),
    sweep: async () => undefined,
  };
}
