// Things that are wrong only beside what is known: the order's history, the contracts, the amount in the shop's database.
import type { DoctorAccount, DoctorContext, DoctorContract } from "@dedepay/doctor";
import type { ContentMistake } from "./content-mistakes.ts";
import type { Scene } from "./mistake.ts";
import { accountsIn } from "./scene.ts";

const day = 86_400_000;
const now = Date.UTC(2024, 4, 20, 3, 0, 0);

function contracted(
  scene: Scene,
  contracts: readonly DoctorContract[],
  more: Partial<DoctorAccount> = {},
): Partial<DoctorContext> {
  return { nowMs: now, accounts: accountsIn(scene, { contracts, ...more }) };
}

const productOf = (scene: Scene): "direct" | "escrow" | "dual" => {
  const service = scene.fields.find(([name]) => name === "service")?.[1];
  return service === "create_direct_pay_by_user"
    ? "direct"
    : service === "create_partner_trade_by_buyer"
      ? "escrow"
      : "dual";
};

/** What had been submitted before under the same number: one field was something else. */
function earlierContent(scene: Scene): Partial<DoctorContext> {
  const { random, fields } = scene;
  const fieldsThen = Object.fromEntries(fields);
  const changed = random.pick(["price", "total_fee", "subject", "seller_email"].filter((name) => name in fieldsThen));
  const values: Readonly<Record<string, string>> = { subject: "旧的标题", seller_email: `old-${scene.shop.email}` };
  fieldsThen[changed] = values[changed] ?? (Number(fieldsThen[changed]) + 10).toFixed(2);
  return {
    orders: [{ outTradeNo: fieldsThen["out_trade_no"] ?? "", submitted: [{ atMs: now - day, fields: fieldsThen }] }],
  };
}

export const contextMistakes: readonly ContentMistake[] = [
  {
    cause: "out-trade-no-reused-with-other-content",
    protocol: "mapi",
    error: "TRADE_DATA_MATCH_ERROR",
    context: earlierContent,
  },
  { cause: "out-trade-no-reused-with-other-content", protocol: "mapi", context: earlierContent },
  {
    cause: "contract-does-not-cover-service",
    protocol: "mapi",
    error: "ILLEGAL_PARTNER_EXTERFACE",
    context: (scene) => {
      const product = scene.random.pick(
        (["direct", "escrow", "dual"] as const).filter((other) => other !== productOf(scene)),
      );
      return contracted(scene, [{ product, goods: "any", status: "active" }]);
    },
  },
  {
    cause: "contract-expired-or-suspended",
    protocol: "mapi",
    error: "HAS_NO_PRIVILEGE",
    context: (scene) =>
      contracted(scene, [
        {
          product: productOf(scene),
          goods: "any",
          status: "active",
          fromMs: now - 400 * day,
          toMs: now - scene.random.below(30) * day - day,
        },
      ]),
  },
  {
    cause: "goods-kind-not-contracted",
    protocol: "mapi",
    error: "HAS_NO_PRIVILEGE",
    context: (scene) =>
      contracted(scene, [{ product: productOf(scene), goods: "physical", status: "active" }], { goods: "virtual" }),
  },
];
