// Everything that was brought, as the checks see it: the pieces recognised, and the words around them.
import type { Piece } from "./piece.ts";
import type { ProbedAddress } from "./probed-address.ts";

/** What somebody brings: text or bytes of anything, or a request as a server received it. */
export type EvidenceInput =
  | string
  | Uint8Array
  | {
      readonly url?: string;
      readonly body?: string | Uint8Array;
      /** The text which the other side says it checked. */
      readonly signedText?: string;
      /** The code with which it was refused. */
      readonly error?: string;
    }
  | { readonly probed: ProbedAddress }
  | readonly EvidenceInput[];

export type Evidence = {
  readonly pieces: readonly Piece[];
  /** Decoded text, bounded. */
  readonly text: string;
  /** More was brought than is read. */
  readonly truncated: boolean;
};
