// Headers of the catalogue's pages: no script at all, a form that leads nowhere but here, one style with its nonce.
import type { Randomness } from "../platform/platform.ts";
import type { PageHeaders } from "./page-headers.ts";

/** Fresh headers for one page. The page may be kept for a while by its reader: its nonce stands in its own headers. */
export function catalogueHeaders(randomness: Randomness): PageHeaders {
  const nonce = Buffer.from(randomness.bytes(16)).toString("base64url");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "img-src data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    nonce,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
      "cache-control": "private, max-age=300",
    },
  };
}
