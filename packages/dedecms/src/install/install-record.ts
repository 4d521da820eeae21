// What is kept of an installation outside of the shop: enough to finish it, and to take it back byte for byte. Written
// before the first file of the shop is touched.
import type { ChangeStep } from "./file-change.ts";

export type RecordedBytes = {
  readonly sha256: string;
  /** Where the bytes lie, from the record's folder. */
  readonly file: string;
};

export type RecordedChange = {
  readonly path: string;
  readonly step: ChangeStep;
  readonly like: string;
  /** Null where the file was not there. */
  readonly before: RecordedBytes | null;
  readonly after: RecordedBytes;
  /** Hash of what this run found: `before`, or what an earlier version of ours wrote. Null where the file was not there. */
  readonly found: string | null;
  /** Written by an earlier run: this one neither writes it nor minds what somebody has made of it since. */
  readonly isDone: boolean;
};

/** "prepared": some files may be written and some not. "bundled": somebody else uploads them. */
export type RecordState = "prepared" | "installed" | "removed" | "bundled";

export type InstallRecord = {
  readonly format: 1;
  /** Name of the record's folder; stays when the shop gets another address or is registered anew. */
  readonly id: string;
  /** The gateway's name for the shop. */
  readonly siteId: string;
  /** Where buyers find the shop. */
  readonly url: string;
  readonly webhookUrl: string;
  /** The CMS's root on this machine; null where only FTP reaches it. */
  readonly folder: string | null;
  readonly account: string;
  /** How results reach the shop; absent in records from before there was a choice: by the webhook. */
  readonly way?: "webhook" | "database";
  readonly state: RecordState;
  /** When the shop changed over: orders from before may have been begun by the stock plugin. */
  readonly connectedAtMs: number;
  readonly changes: readonly RecordedChange[];
};
