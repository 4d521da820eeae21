// Headers of the buyer's pages. helmet's defaults would break them: its form-action stops the way to Alipay, its
// no-referrer fails Alipay's referer check, its upgrade-insecure-requests breaks a shop without HTTPS.
import type { Randomness } from "../platform/platform.ts";

export type PageHeaders = { nonce: string; headers: Record<string, string> };

/**
 * Fresh headers for one page. Browsers apply form-action to the whole chain of redirects behind a form, and Alipay sends
 * buyers over several of its hosts: any https target is allowed. A test environment may also be plain http.
 */
export function pageHeaders(randomness: Randomness, options: { testEnvironment?: boolean } = {}): PageHeaders {
  const nonce = Buffer.from(randomness.bytes(16)).toString("base64url");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action 'self' https:${options.testEnvironment === true ? " http:" : ""}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    nonce,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "referrer-policy": "strict-origin",
      "cache-control": "no-store",
    },
  };
}
