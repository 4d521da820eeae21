// A request that is ready to go: what both protocols hand to the URL and form builders and to the client.

import type { Charset } from "../charset.ts";

export type SignedRequest = {
  readonly service: string;
  readonly httpMethod: "GET" | "POST";
  readonly endpoint: string;
  readonly charset: Charset;
  /** What is sent, `sign` included; decoded text, nothing percent-encoded. */
  readonly fields: ReadonlyArray<readonly [name: string, value: string]>;
  /** The text whose bytes (in `charset`) were signed. It never contains a key. Empty where the service is unsigned. */
  readonly signedText: string;
};
