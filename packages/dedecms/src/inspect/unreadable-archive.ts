// Why an archive can't be inspected.

export type ArchiveTrouble = "not_an_archive" | "unsupported_format" | "damaged" | "encrypted" | "several_sites";

export class UnreadableArchive extends Error {
  override readonly name: string = "UnreadableArchive";
  readonly trouble: ArchiveTrouble;
  readonly file: string;
  /** With several sites: their folders in the archive. */
  readonly roots: readonly string[];

  constructor(trouble: ArchiveTrouble, file: string, options: { roots?: readonly string[]; cause?: unknown } = {}) {
    super(`${file}: ${trouble}`, { cause: options.cause });
    this.trouble = trouble;
    this.file = file;
    this.roots = options.roots ?? [];
  }
}
