// What the gateway knows of an account besides its secrets, as the settings column keeps it.

import type { Charset } from "@dedepay/alipay";
import { assertNever } from "../assert-never.ts";
import type { Environment } from "../use-cases/payments/payment-document.ts";

export type AccountSettings = {
  signType: "MD5" | "RSA" | "RSA2";
  charset: Charset;
  sellerId?: string;
  sellerEmail?: string;
};

export function readSettings(json: string): AccountSettings {
  return JSON.parse(json) as AccountSettings;
}

/** Alipay's own gateways; a simulator's address has to be given. */
export function usualEndpoint(environment: Environment, protocol: "mapi" | "openapi"): string | undefined {
  switch (environment) {
    case "production":
      return protocol === "mapi" ? "https://mapi.alipay.com/gateway.do" : "https://openapi.alipay.com/gateway.do";
    case "sandbox":
      return protocol === "mapi"
        ? "https://mapi.alipaydev.com/gateway.do"
        : "https://openapi-sandbox.dl.alipaydev.com/gateway.do";
    case "simulator":
      return undefined;
    default:
      return assertNever(environment);
  }
}
