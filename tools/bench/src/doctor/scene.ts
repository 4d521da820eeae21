// A shop on a day: protocol, algorithm, charset and the honest fields of one message.
import type { DoctorAccount } from "@dedepay/doctor";
import { type Random, randomOf } from "../random.ts";
import {
  mapiNotificationFields,
  mapiRequestFields,
  type Need,
  openapiNotificationFields,
  openapiRequestFields,
} from "./messages.ts";
import type { Scene } from "./mistake.ts";
import { accountsOf, shopOf } from "./shop.ts";

export type Side = "request" | "received";

function signTypeOf(random: Random, protocol: "mapi" | "openapi"): Scene["signType"] {
  if (protocol === "mapi") return random.chance(0.8) ? "MD5" : "RSA";
  return random.chance(0.9) ? "RSA2" : "RSA";
}

function charsetOf(random: Random, protocol: "mapi" | "openapi"): Scene["charset"] {
  if (random.chance(protocol === "mapi" ? 0.55 : 0.8)) return "utf-8";
  return protocol === "mapi" && random.chance(0.4) ? "gb2312" : "gbk";
}

/** The scene of one seed. Everything that the seed decides is decided here and in the mistakes. */
export function sceneOf(seed: string, side: Side, needs: readonly Need[]): Scene {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const protocol = random.chance(0.5) ? "mapi" : "openapi";
  const signType = signTypeOf(random, protocol);
  const charset = charsetOf(random, protocol);
  const bare = { random, shop, protocol, signType, charset } as const;
  return { ...bare, fields: fieldsOf(bare, side, needs) };
}

function fieldsOf(scene: Omit<Scene, "fields">, side: Side, needs: readonly Need[]): [string, string][] {
  const { random, shop, protocol, charset } = scene;
  if (side === "received") {
    const message = { needs, charset };
    return protocol === "mapi"
      ? mapiNotificationFields(random, shop, message)
      : openapiNotificationFields(random, shop, message);
  }
  if (protocol === "mapi") {
    return mapiRequestFields(random, shop, { charset, needs, ...(random.chance(0.2) ? { like: "dedecms" } : {}) });
  }
  return openapiRequestFields(random, shop, { charset, needs });
}

/** The owner's accounts; the one in question holds what was really typed. */
export function accountsIn(scene: Scene, typed: Partial<DoctorAccount> = {}): DoctorAccount[] {
  const { shop, protocol, signType, charset } = scene;
  const isMain = (account: DoctorAccount): boolean =>
    protocol === "mapi" ? account.partner === shop.pid : account.appId === shop.appId;
  return accountsOf(shop).map((account) =>
    account.protocol === protocol && isMain(account) ? { ...account, signType, charset, ...typed } : account,
  );
}
