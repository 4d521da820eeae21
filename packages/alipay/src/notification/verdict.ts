// What verification says about a message that claims to come from Alipay.

export type RefusalReason =
  | "malformed"
  | "duplicate_field"
  | "sign_missing"
  | "sign_type_differs"
  | "signature_differs";

export type Verdict =
  | {
      readonly verified: true;
      /** The signed fields that hold something; `sign`, `sign_type` and empty ones are not among them. */
      readonly fields: Record<string, string>;
      /** Which rule of the protocol the signature fits. */
      readonly form: "mapi" | "openapi_empty_kept" | "openapi_empty_dropped";
    }
  | {
      readonly verified: false;
      readonly reason: RefusalReason;
      /** Unverified text for a diagnosis, where there was any; never to be believed. */
      readonly fields?: Record<string, string>;
      /** The field at fault, where it is one. */
      readonly field?: string;
    };
