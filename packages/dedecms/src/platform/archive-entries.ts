// The wanted files of a .zip, .tar or .tar.gz, in constant memory: a backup of a shop is mostly pictures, which go by
// unread. Writes nothing anywhere.
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Parser, type ReadEntry } from "tar";
import { openPromise, type ZipFile } from "yauzl";
import { UnreadableArchive } from "../inspect/unreadable-archive.ts";

export type ArchiveEntry = { readonly path: string; readonly bytes: Uint8Array };

export type ArchiveRead = {
  /** Path in the archive, with `/`. */
  readonly wants: (path: string) => boolean;
  readonly keep: (entry: ArchiveEntry) => void;
  /** Share of the archive which is done, 0 to 1. */
  readonly progress: (share: number) => void;
};

// No file which is looked at comes near this; a log which has grown to gigabytes is kept to its beginning.
const maxBytes = 2 * 1024 * 1024;

export type ArchiveKind = "zip" | "tar" | "rar" | "7z";

/** By the first bytes; a name says little. Undefined where it is none of these. */
export async function archiveKind(file: string): Promise<ArchiveKind | undefined> {
  const handle = await open(file, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead).toString("latin1");
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06")) return "zip";
    if (head.startsWith("\x1f\x8b") || head.slice(257, 262) === "ustar") return "tar";
    if (head.startsWith("Rar!")) return "rar";
    return head.startsWith("7z\xbc\xaf\x27\x1c") ? "7z" : undefined;
  } finally {
    await handle.close();
  }
}

/** Throws UnreadableArchive where the archive is damaged or encrypted, and what the file system throws. */
export async function readArchive(file: string, kind: "zip" | "tar", read: ArchiveRead): Promise<void> {
  if (kind === "zip") await readZip(file, read);
  else await readTar(file, read);
}

async function readZip(file: string, { wants, keep, progress }: ArchiveRead): Promise<void> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw damaged(file, error);
  });
  try {
    for await (const entry of zip.eachEntry()) {
      progress(zip.entriesRead / Math.max(zip.entryCount, 1));
      if (!wants(entry.fileName)) continue;
      if (entry.isEncrypted()) throw new UnreadableArchive("encrypted", file);
      keep({ path: entry.fileName, bytes: await readZipEntry(zip, entry) });
    }
  } catch (error) {
    throw damaged(file, error);
  } finally {
    zip.close();
  }
}

async function readZipEntry(zip: ZipFile, entry: Parameters<ZipFile["openReadStream"]>[0]): Promise<Uint8Array> {
  return beginningOf(await zip.openReadStreamPromise(entry));
}

async function readTar(file: string, { wants, keep, progress }: ArchiveRead): Promise<void> {
  const entries: Promise<void>[] = [];
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      const isFile = entry.type === "File" || entry.type === "OldFile" || entry.type === "ContiguousFile";
      if (!isFile || !wants(entry.path)) return void entry.resume();
      entries.push(tarEntry(entry).then((bytes) => keep({ path: entry.path, bytes })));
    },
  });
  const handle = await open(file, "r");
  const { size } = await handle.stat();
  await handle.close();
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 });
  let read = 0;
  source.on("data", (chunk) => {
    read += chunk.length;
    progress(read / Math.max(size, 1));
  });
  try {
    await pipeline(source, parser as unknown as NodeJS.WritableStream);
    await Promise.all(entries);
  } catch (error) {
    throw damaged(file, error);
  }
}

/** The entry has to be read to its end, or the archive stops there. */
async function tarEntry(entry: ReadEntry): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of entry) {
    if (length < maxBytes) kept.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(kept).subarray(0, maxBytes);
}

async function beginningOf(stream: Readable): Promise<Uint8Array> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    kept.push(chunk);
    length += chunk.length;
    if (length >= maxBytes) break;
  }
  return Buffer.concat(kept).subarray(0, maxBytes);
}

/** The libraries throw plain errors about the archive's content; those of the file system carry a code and stay. */
function damaged(file: string, error: unknown): unknown {
  if (error instanceof UnreadableArchive || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$/.test(code) ? error : new UnreadableArchive("damaged", file, { cause: error });
}
