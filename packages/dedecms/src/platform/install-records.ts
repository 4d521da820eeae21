// Keeps the records of installations in the gateway's data folder: `dedecms/<site>/record.json` with the original and the
// new bytes beside it. Never below a web root: what lies here holds keys.
import { hash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isOnlyOurs } from "../install/drop-in-files.ts";
import type { FileChange } from "../install/file-change.ts";
import type { InstallRecord, RecordedBytes, RecordedChange } from "../install/install-record.ts";
import { unlessAbsent } from "./unless-absent.ts";

export class InstallRecords {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, "dedecms");
  }

  /** Where the bytes of one site lie. */
  folderOf(id: string): string {
    return join(this.#folder, id);
  }

  async all(): Promise<InstallRecord[]> {
    const records: InstallRecord[] = [];
    for (const name of (await unlessAbsent(() => readdir(this.#folder))) ?? []) {
      const text = await unlessAbsent(() => readFile(join(this.#folder, name, "record.json"), "utf8"));
      if (text !== undefined) records.push(JSON.parse(text) as InstallRecord);
    }
    return records.sort((left, right) => left.id.localeCompare(right.id));
  }

  /** The record of the shop in this folder (an absolute path without links). */
  async ofFolder(folder: string): Promise<InstallRecord | undefined> {
    return (await this.all()).find((record) => record.folder === folder);
  }

  async withId(id: string): Promise<InstallRecord | undefined> {
    return (await this.all()).find((record) => record.id === id);
  }

  /** All or nothing: a reader finds the old record or the new one. */
  async save(record: InstallRecord): Promise<void> {
    await writeDurably(join(this.folderOf(record.id), "record.json"), `${JSON.stringify(record, undefined, 2)}\n`);
  }

  /** Keeps both sides of a change; what an earlier record already keeps as the original stays the original. */
  async keep(id: string, change: FileChange, earlier: RecordedChange | undefined): Promise<RecordedChange> {
    const { path, step, like, before, after } = change;
    // Somebody may have changed the file since: then what is there now is what an uninstallation has to bring back.
    const isOurs = earlier !== undefined && before !== undefined && sha256(before) === earlier.after.sha256;
    const original = before === undefined ? null : await this.#keepBytes(id, before);
    // A file of ours is nobody's original, whatever has become of it.
    const isAdded = earlier?.before === null && isOnlyOurs(path);
    return {
      ...{ path, step, like, isDone: false },
      before: isOurs || isAdded ? earlier.before : original,
      found: original?.sha256 ?? null,
      after: await this.#keepBytes(id, after),
    };
  }

  async bytes(id: string, { file, sha256: expected }: RecordedBytes): Promise<Uint8Array> {
    const bytes = await readFile(join(this.folderOf(id), file));
    if (sha256(bytes) !== expected) throw new DamagedRecord(join(this.folderOf(id), file));
    return bytes;
  }

  /** A copy of what somebody changed after the installation and which is taken away now. Answers where it lies. */
  async keepCopy(id: string, bytes: Uint8Array): Promise<string> {
    const { file } = await this.#keepBytes(id, bytes);
    return join(this.folderOf(id), file);
  }

  /** A text for people beside the record, such as the whole diff. */
  async writeText(id: string, name: string, text: string): Promise<string> {
    const path = join(this.folderOf(id), name);
    await writeDurably(path, text);
    return path;
  }

  async #keepBytes(id: string, bytes: Uint8Array): Promise<RecordedBytes> {
    const hash = sha256(bytes);
    const file = `files/${hash}`;
    await writeDurably(join(this.folderOf(id), file), bytes);
    return { sha256: hash, file };
  }
}

/** Kept bytes which are no longer what was kept. */
export class DamagedRecord extends Error {
  override readonly name: string = "DamagedRecord";
  readonly path: string;
  constructor(path: string) {
    super(`${path} is not what was kept`);
    this.path = path;
  }
}

export function sha256(bytes: Uint8Array): string {
  return hash("sha256", bytes);
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.new`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}
