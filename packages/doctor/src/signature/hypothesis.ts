// What every hypothesis is: one mistake which somebody may have made between the message and its signature.
import type { BilingualText } from "@dedepay/errors";
import type { DoctorAccount } from "../doctor-context.ts";
import type { ByteText } from "../evidence/byte-text.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { SignDraft } from "./sign-draft.ts";
import type { KnownValue } from "./values-elsewhere.ts";

export type Mistake = {
  /** Name of the cause page. */
  readonly cause: string;
  /** How the matching signature was computed: "… equals the one computed <relation>". */
  readonly relation: BilingualText;
  /** The fields it concerns, where it concerns only some. */
  readonly fields?: readonly string[];
};

/** What a hypothesis may look at beside the draft. */
export type Setting = {
  readonly message: SignedMessage;
  readonly account?: DoctorAccount;
  /** Values of fields which the message lacks, from other places. */
  readonly elsewhere?: readonly KnownValue[];
  /** The step will stand beside another mistake: what is too rare for that is left out. */
  readonly asHalf: boolean;
};

export type DraftStep = {
  readonly draft: SignDraft;
  /** Made only for the step that turns out to be true. */
  readonly mistake: () => Mistake;
  /** Concerns one field of several; two of these are not combined. */
  readonly narrow?: true;
};

/** Changes which fields or values are signed, or how they are selected and ordered. */
export type DraftHypothesis = {
  readonly stage: "fields" | "values" | "selection" | "order";
  /**
   * Of values: "undo" takes back what happened to the message after it was signed, "apply" repeats what happened to the
   * values before. Nothing is taken back once something was repeated.
   */
  readonly direction?: "undo" | "apply";
  apply(draft: SignDraft, setting: Setting): readonly DraftStep[];
};

export type TextStep = { readonly text: ByteText; readonly mistake: Mistake };

/** Changes the joined text, or joins the fields of its draft in another way. */
export type TextHypothesis = {
  apply(tried: { readonly text: ByteText; readonly draft: SignDraft }, setting: Setting): readonly TextStep[];
};
