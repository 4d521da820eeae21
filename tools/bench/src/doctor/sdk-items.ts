// What Alipay's own Node SDK makes: forms and URLs that are in order, and the same with a wrong key or a wrong algorithm.

import type { DoctorAccount } from "@dedepay/doctor";
import { AlipaySdk } from "alipay-sdk";
import { type Random, randomOf } from "../random.ts";
import { type BenchKeyName, benchKey } from "./bench-keys.ts";
import { bytesEvidence, type Item } from "./item.ts";
import { amountOf, textOf } from "./messages.ts";
import { accountsOf, type Shop, shopOf } from "./shop.ts";

type SdkMistake = {
  readonly causes: readonly string[];
  readonly recipe: string;
  readonly privateKey: BenchKeyName;
  readonly appId: (shop: Shop) => string;
  readonly signType?: "RSA" | "RSA2";
  readonly gateway?: string;
  readonly extra?: string;
};

const sandboxGateway = "https://openapi-sandbox.dl.alipaydev.com/gateway.do";
const right = { privateKey: "appOne", appId: (shop: Shop) => shop.appId } as const;
const otherKey = ["key-of-another-account", "pid-and-key-do-not-belong-together"];

const sdkMistakes: readonly SdkMistake[] = [
  { causes: otherKey, recipe: "key of the other app", ...right, privateKey: "appTwo" },
  {
    causes: [...otherKey, "sandbox-and-production-mixed"],
    recipe: "key of the sandbox app",
    ...right,
    privateKey: "sandboxApp",
  },
  { causes: otherKey, recipe: "key of the MAPI account", ...right, privateKey: "mapiShop" },
  {
    causes: ["sandbox-and-production-mixed"],
    recipe: "production app at the sandbox gateway",
    ...right,
    gateway: sandboxGateway,
  },
  {
    causes: ["sandbox-and-production-mixed"],
    recipe: "sandbox app at the production gateway",
    privateKey: "sandboxApp",
    appId: (shop) => shop.sandboxAppId,
  },
  { causes: ["sign-type-differs-from-key"], recipe: "RSA where the app is set to RSA2", ...right, signType: "RSA" },
  {
    causes: ["notify-url-private"],
    recipe: "notify_url on the laptop",
    ...right,
    extra: "http://localhost:3000/notify",
  },
  {
    causes: ["credentials-in-wrong-places"],
    recipe: "PID where the app_id belongs",
    ...right,
    appId: (shop) => shop.pid,
  },
];

function exported(random: Random, shop: Shop, mistake: SdkMistake): string {
  const sdk = new AlipaySdk({
    appId: mistake.appId(shop),
    privateKey: benchKey(mistake.privateKey).privatePkcs1,
    alipayPublicKey: benchKey("alipayOne").public,
    gateway: mistake.gateway ?? "https://openapi.alipay.com/gateway.do",
    ...(mistake.signType === undefined ? {} : { signType: mistake.signType }),
  });
  const way = random.pick(["GET", "POST"] as const);
  return sdk.pageExec("alipay.trade.page.pay", way, {
    notifyUrl: mistake.extra ?? `https://${shop.host}/pay/notify`,
    returnUrl: `https://${shop.host}/pay/return`,
    bizContent: {
      outTradeNo: `T${random.digits(14)}`,
      productCode: "FAST_INSTANT_TRADE_PAY",
      totalAmount: amountOf(random),
      subject: textOf(random, ["chinese"]).replaceAll(/[/=&]/g, "-"),
      body: textOf(random, [random.pick(["quote", "ampersand", "plus", "percent"] as const)]),
    },
  });
}

function itemOf(seed: string, mistake: SdkMistake, causes: readonly string[]): Item {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const accounts: readonly DoctorAccount[] = accountsOf(shop);
  return {
    id: seed,
    family: causes.length === 0 ? "healthy" : "signature",
    protocol: "openapi",
    maker: "alipay-sdk",
    withKeys: true,
    labels: causes.length === 0 ? [] : [causes],
    recipe: mistake.recipe,
    evidence: bytesEvidence(exported(random, shop, mistake)),
    context: { accounts },
  };
}

export function sdkItem(seed: string, number: number): Item | undefined {
  const mistake = sdkMistakes[number % sdkMistakes.length];
  return mistake && itemOf(seed, mistake, mistake.causes);
}

/** A form or a URL of the SDK with nothing wrong. */
export function healthySdkItem(seed: string, _number: number): Item {
  return itemOf(seed, { causes: [], recipe: "nothing wrong", ...right }, []);
}
