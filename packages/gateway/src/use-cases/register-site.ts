// Makes a site and its first key.

export type RegisterSiteInput = {
  id?: string;
  name: string;
  webhookUrl?: string;
  /** Origins to which buyers may be sent back; the origin of webhookUrl is always among them. */
  returnOrigins?: string[];
  /** The account used when a payment names none. */
  defaultAccount?: string;
  requestId: string;
};

/** The secrets are shown this once and never again. */
export type RegisteredSite = { siteId: string; name: string; keyId: string; keySecret: string; webhookSecret: string };
