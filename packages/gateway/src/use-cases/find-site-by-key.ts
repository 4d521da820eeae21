// Finds whose key a request claims. The secret stays inside: the caller gets a comparison, not the key.

export type SiteKey = {
  keyId: string;
  siteId: string;
  siteName: string;
  revoked: boolean;
  /** Constant-time comparison of hex HMAC-SHA256(secret, message). */
  matches(message: Uint8Array | string, signatureHex: string): boolean;
};
