// Takes the recorded changes back, byte for byte, the plugin first. What somebody else has written since is not ours to
// throw away: such a file stays, and is told.
import { assertNever } from "../assert-never.ts";
import { type ApplyPorts, stateOf } from "./apply-changes.ts";
import { isOnlyOurs } from "./drop-in-files.ts";
import type { InstallRecord, RecordedChange } from "./install-record.ts";

/** "kept_aside": a new file of ours which somebody changed; a copy is kept, the file goes. "left": not ours any more. */
export type UndoOutcome = "restored" | "removed" | "untouched" | "kept_aside" | "left";

export type Undone = { readonly path: string; readonly outcome: UndoOutcome; readonly copy?: string };

export type UndoPorts = ApplyPorts & {
  /** Keeps a copy and answers where. */
  readonly keepCopy: (bytes: Uint8Array) => Promise<string>;
};

export async function undoChanges({ changes }: InstallRecord, ports: UndoPorts): Promise<Undone[]> {
  const undone: Undone[] = [];
  for (const { path } of changes) await ports.site.sweep(path);
  for (const change of [...changes].reverse()) undone.push(await undoChange(change, ports));
  return undone;
}

async function undoChange(change: RecordedChange, ports: UndoPorts): Promise<Undone> {
  const { path, before, like } = change;
  const state = await stateOf(change, ports);
  switch (state) {
    case "before":
      return { path, outcome: "untouched" };
    case "after":
    case "earlier":
      if (before === null) {
        await ports.site.remove(path);
        return { path, outcome: "removed" };
      }
      await ports.site.write(path, await ports.kept(before), like);
      return { path, outcome: "restored" };
    case "foreign": {
      const bytes = await ports.site.read(path);
      if (bytes === undefined) return { path, outcome: "untouched" };
      // The plugin is the CMS's own again, or a file of the CMS was saved anew: whoever did that meant it.
      if (before !== null || !isOnlyOurs(path)) return { path, outcome: "left" };
      const copy = await ports.keepCopy(bytes);
      await ports.site.remove(path);
      return { path, outcome: "kept_aside", copy };
    }
    default:
      return assertNever(state);
  }
}
