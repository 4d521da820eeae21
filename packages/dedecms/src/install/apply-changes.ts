// Writes the recorded changes into a shop. Every file is either as it was or as it shall be, so an interrupted run is
// finished by running it again.
import type { InstallRecord, RecordedBytes, RecordedChange } from "./install-record.ts";
import type { WritableSite } from "./writable-site.ts";

export type KeptBytes = (bytes: RecordedBytes) => Promise<Uint8Array>;

export type ApplyPorts = {
  readonly site: WritableSite;
  readonly kept: KeptBytes;
  readonly sha256: (bytes: Uint8Array) => string;
};

/** A file which is neither what it was nor what we write: somebody else has changed it. */
export class ChangedMeanwhile extends Error {
  override readonly name: string = "ChangedMeanwhile";
  readonly paths: readonly string[];
  constructor(paths: readonly string[]) {
    super(`changed by somebody else: ${paths.join(", ")}`);
    this.paths = paths;
  }
}

/** Looks at all files before it writes the first. Throws ChangedMeanwhile. */
export async function applyChanges({ changes }: InstallRecord, ports: ApplyPorts): Promise<void> {
  const open: RecordedChange[] = [];
  const foreign: string[] = [];
  for (const change of changes.filter(({ isDone }) => !isDone)) {
    const now = await stateOf(change, ports);
    if (now === "foreign") foreign.push(change.path);
    else if (now !== "after") open.push(change);
  }
  if (foreign.length > 0) throw new ChangedMeanwhile(foreign);
  for (const { path } of changes) await ports.site.sweep(path);
  for (const { path, after, like } of open) await ports.site.write(path, await ports.kept(after), like);
}

/** "earlier": what an earlier version of ours wrote, found by an update. */
export type ChangeState = "before" | "earlier" | "after" | "foreign";

export async function stateOf(
  { path, before, after, found }: RecordedChange,
  { site, sha256 }: Pick<ApplyPorts, "site" | "sha256">,
): Promise<ChangeState> {
  const bytes = await site.read(path);
  const hash = bytes === undefined ? null : sha256(bytes);
  if (hash === after.sha256) return "after";
  if (hash === (before?.sha256 ?? null)) return "before";
  return hash === found ? "earlier" : "foreign";
}
