// What a walk needs: the gateway as site and owner see it, the site's inbox, the local Alipay, and time.
import type { HttpExchange } from "../platform/http-exchange.ts";
import type { GatewayApi } from "./gateway-api.ts";
import type { SiteKey } from "./site-signature.ts";
import type { WebhookInbox } from "./webhook-inbox.ts";

export interface Rehearsal {
  readonly exchange: HttpExchange;
  readonly api: GatewayApi;
  readonly siteKey: SiteKey;
  readonly inbox: WebhookInbox;
  readonly simulatorUrl: string;
  readonly returnUrl: string;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}
