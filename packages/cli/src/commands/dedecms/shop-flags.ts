// The flags which installing and bundling share.
import type { ChangeStep } from "@dedepay/dedecms";
import type { DatabaseFlags } from "./site-database.ts";

export interface GatewayFlags {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  readonly egressAllow?: readonly string[];
}

export interface ShopFlags extends DatabaseFlags, GatewayFlags {
  readonly publicUrl?: string;
  readonly siteUrl?: string;
  readonly account?: string;
  readonly skip?: readonly Exclude<ChangeStep, "drop-in">[];
  readonly json?: true;
}
