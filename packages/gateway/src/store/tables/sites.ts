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

export type SiteLimitsTable = { siteId: string; refundDailyFen: bigint | null };
