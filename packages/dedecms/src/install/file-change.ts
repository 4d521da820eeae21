// One file which an installation writes.
import type { BilingualText } from "../inspect/inspection-finding.ts";

/** "V1", "V5": shuts that hole and can be left out. "drop-in": can't. */
export type ChangeStep = "drop-in" | "V1" | "V5";

export type FileChange = {
  /** From the CMS's root, with `/`. */
  readonly path: string;
  /** Undefined where the file is new. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
  readonly step: ChangeStep;
  readonly why: BilingualText;
  /** A file of the CMS whose owner and mode a new one takes. */
  readonly like: string;
};
