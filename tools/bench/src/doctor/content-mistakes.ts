// Requests which are signed as they should be and say something that Alipay does not take.
import type { DoctorContext } from "@dedepay/doctor";
import type { Random } from "../random.ts";
import type { Scene } from "./mistake.ts";

export type ContentMistake = {
  readonly cause: string;
  readonly alsoRight?: readonly string[];
  readonly protocol?: "mapi" | "openapi";
  /** With which code it is refused, where it is. */
  readonly error?: string;
  /** The fields as they are sent; undefined where the message has no such field. */
  change?(scene: Scene): [string, string][] | undefined;
  context?(scene: Scene): Partial<DoctorContext>;
  readonly operations?: ReadonlyArray<readonly unknown[]>;
  readonly endpoint?: string;
};

const withField = (scene: Scene, names: readonly string[], value: string): [string, string][] | undefined => {
  const name = names.find((candidate) => scene.fields.some(([present]) => present === candidate));
  if (name !== undefined) return scene.fields.map(([field, old]) => [field, field === name ? value : old]);
  return withContent(scene, names, value);
};

/** The same inside of biz_content. */
function withContent(
  scene: Scene,
  names: readonly string[],
  value: string | number | undefined,
): [string, string][] | undefined {
  const text = scene.fields.find(([field]) => field === "biz_content")?.[1];
  if (text === undefined) return undefined;
  const content: Record<string, string | number> = JSON.parse(text);
  const name = names.find((candidate) => candidate in content);
  if (name === undefined) return undefined;
  if (value === undefined) delete content[name];
  else content[name] = value;
  return scene.fields.map(([field, old]) => [field, field === "biz_content" ? JSON.stringify(content) : old]);
}

function floatOf(random: Random): number {
  for (;;) {
    const value = (1 + random.below(400)) * 0.1 * (1 + random.below(9)) + random.below(100) * 0.01;
    if (String(value).length > 12) return value;
  }
}

const amounts = ["total_fee", "price", "total_amount"];
const set =
  (names: readonly string[], values: readonly string[]) =>
  (scene: Scene): [string, string][] | undefined =>
    withField(scene, names, scene.random.pick(values));
const longText = (letters: number): string => "长".repeat(letters);

function withoutField(scene: Scene): [string, string][] | undefined {
  const name = scene.random.pick(["out_trade_no", "subject"]);
  if (scene.protocol === "openapi") return withContent(scene, [name], undefined);
  return scene.fields.filter(([field]) => field !== name).map(([field, value]) => [field, value]);
}

function doubled(scene: Scene): [string, string][] | undefined {
  const total = scene.fields.find(([name]) => name === "total_fee");
  return (
    total && [
      ...scene.fields.map(([name, value]): [string, string] => [name, value]),
      ["price", total[1]],
      ["quantity", "1"],
    ]
  );
}

function wrongPartner(scene: Scene): [string, string][] | undefined {
  const { random, shop } = scene;
  if (scene.protocol === "openapi") return withField(scene, ["app_id"], shop.pid);
  const [name, value] = random.pick([
    ["partner", shop.appId],
    ["partner", shop.email],
    ["seller_email", shop.md5Key],
  ] as const);
  return withField(scene, [name], value);
}

const privateHosts = ["localhost", "127.0.0.1:8080", "192.168.1.10", "10.0.0.5", "172.16.3.4"];

export const contentMistakes: readonly ContentMistake[] = [
  {
    cause: "amount-in-floating-point",
    change: (scene) =>
      scene.protocol === "mapi"
        ? withField(scene, amounts, String(floatOf(scene.random)))
        : withContent(scene, amounts, floatOf(scene.random)),
  },
  { cause: "amount-out-of-range", change: set(amounts, ["0.00", "0", "-5.00", "100000000.01", "250000000.00"]) },
  { cause: "amount-fields-conflict", protocol: "mapi", change: doubled },
  { cause: "value-too-long", change: set(["subject"], [longText(200), longText(300)]) },
  { cause: "value-too-long", change: set(["out_trade_no"], ["T".padEnd(70, "1"), "A".padEnd(90, "7")]) },
  { cause: "required-parameter-missing", change: withoutField },
  {
    cause: "service-name-wrong",
    protocol: "mapi",
    change: set(
      ["service"],
      ["create_direct_pay_by_users", "Create_Direct_Pay_By_User", "create_parnter_trade_by_buyer", "direct_pay"],
    ),
  },
  {
    cause: "service-name-wrong",
    protocol: "openapi",
    change: set(
      ["method"],
      ["alipay.trade.pagepay", "alipay.trade.page.Pay", "alipay.trade.wap_pay", "trade.page.pay"],
    ),
  },
  {
    cause: "notify-url-private",
    change: (scene) => withField(scene, ["notify_url"], `http://${scene.random.pick(privateHosts)}/notify.php`),
  },
  {
    cause: "notify-url-with-query",
    change: (scene) =>
      withField(scene, ["notify_url"], `http://${scene.shop.host}/plus/carbuyaction.php?dopost=return&code=alipay`),
  },
  {
    cause: "parameter-malformed",
    alsoRight: ["notify-url-not-reachable"],
    change: (scene) => withField(scene, ["notify_url"], `${scene.shop.host}/notify.php`),
  },
  { cause: "parameter-malformed", protocol: "mapi", change: set(["quantity"], ["1.5", "0", "一"]) },
  { cause: "parameter-malformed", protocol: "mapi", change: set(["logistics_type"], ["SF", "express", "SHUNFENG"]) },
  {
    cause: "special-characters-in-value",
    protocol: "openapi",
    change: (scene) => withContent(scene, ["subject"], scene.random.pick(["A/B 套餐", "a=b", "笔&墨"])),
  },
  {
    cause: "timestamp-malformed",
    protocol: "openapi",
    change: set(
      ["timestamp"],
      ["2024-1-5 9:03:07", "2024/01/05 09:03:07", "1704423787", "2024-01-05T09:03:07", "20240105090307"],
    ),
  },
  {
    cause: "clock-or-time-zone-wrong",
    protocol: "openapi",
    error: "isv.invalid-timestamp",
    change: set(["timestamp"], ["2024-03-05 01:03:07"]),
    // 09:03:07 in Beijing: the server writes UTC.
    context: () => ({ nowMs: Date.UTC(2024, 2, 5, 1, 3, 9) }),
  },
  { cause: "credentials-in-wrong-places", change: wrongPartner },
  { cause: "text-garbled-by-wrong-charset", protocol: "mapi", operations: [["both:utf8", "subject"]] },
  { cause: "text-garbled-by-wrong-charset", protocol: "mapi", operations: [["both:latin1_as_utf8", "subject"]] },
  { cause: "text-garbled-by-wrong-charset", protocol: "openapi", operations: [["both:latin1_as_utf8", "biz_content"]] },
  { cause: "text-garbled-by-wrong-charset", change: set(["subject"], ["锟斤拷锟斤拷", "锟斤拷员锟斤拷值"]) },
  {
    cause: "sandbox-and-production-mixed",
    protocol: "openapi",
    endpoint: "https://openapi-sandbox.dl.alipaydev.com/gateway.do",
  },
];
