// Sites, their keys and limits.

export type SitesTable = {
  id: string;
  name: string;
  webhookUrl: string | null;
  webhookSecretSealed: Uint8Array;
  returnOriginsJson: string;
  defaultAccountId: string | null;
  createdAtMs: number;
};

export type SiteKeysTable = {
  id: string;
  siteId: string;
  secretSealed: Uint8Array;
  revokedAtMs: number | null;
  createdAtMs: number;
};

/** A site without a row is one of release 1: a test site, enabled. */
export type SiteSettingsTable = { siteId: string; mode: string; disabledAtMs: number | null };

/** A site without a row has virtual goods in escrow shipped at Alipay for it. */
export type SiteShippingTable = { siteId: string; autoShip: number };

/** A key without a row is one of release 1: every scope, from anywhere. */
export type KeySettingsTable = {
  keyId: string;
  label: string;
  scopesJson: string;
  /** Addresses and CIDR blocks; empty: from anywhere. */
  addressesJson: string;
  /** Origins of browser calls; empty: none. */
  originsJson: string;
  validUntilMs: number | null;
};

export type SiteLimitsTable = { siteId: string; refundDailyFen: bigint | null };
