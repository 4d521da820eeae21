// What the shop's routes share.
import type { GatewayClient } from "./gateway-client.ts";
import type { OrderStore } from "./order-store.ts";
import type { ShopAccounts } from "./payment-way.ts";

export type Shop = {
  orders: OrderStore;
  gateway: GatewayClient;
  accounts: ShopAccounts;
  webhookSecret: string;
  /** Where buyers reach the shop; known once it listens. */
  publicUrl: () => string;
  nowMs: () => number;
  /** 16 letters and digits nobody can guess: download codes, order numbers. */
  newCode: () => string;
};
