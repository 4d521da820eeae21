// What the search found out about one signed message.
import type { BilingualText } from "@dedepay/errors";
import type { DoctorAccount } from "../doctor-context.ts";
import type { ByteText } from "../evidence/byte-text.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Mistake } from "./hypothesis.ts";

export type SignerIdentity = { readonly label: BilingualText; readonly account?: DoctorAccount };

export type SignatureReading = {
  readonly message: SignedMessage;
  /**
   * "valid": as it should be. "explained": `mistakes` reproduce the signature. "unexplained": none of the known ones do.
   * "no_key": no key at hand could have made it. "no_sign": there is nothing to check.
   */
  readonly state: "valid" | "explained" | "unexplained" | "no_key" | "no_sign";
  readonly mistakes: readonly Mistake[];
  /** An RSA key of the account which the message names is at hand and fits the signature's length, and did not make it. */
  readonly ownKeyDidNotSign?: true;
  /** A key of an account at hand is of the kind that the signature needs, and no known mistake makes the signature with it. */
  readonly notReproduced?: true;
  /** Whose key made the signature, where that is known; for RSA known even where the text is unexplained. */
  readonly signer?: SignerIdentity;
  /** The text that should have been signed, and the one that was. */
  readonly rightText?: ByteText;
  readonly signedText?: ByteText;
};
