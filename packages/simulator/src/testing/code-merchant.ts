// A merchant who provokes codes: calls of both protocols, and the answers read as their forms. For the walk over the list.
import { createSign } from "node:crypto";
import iconv from "iconv-lite";
import type { Simulator } from "../start-simulator.ts";
import { defaultWorld } from "../world/default-world.ts";
import type { MapiPartner, OpenapiApp, World } from "../world/world.ts";
import { signedQuery } from "./mapi-client.ts";
import { buyers, openCashier, payAt, tradeOf } from "./shop-visit.ts";
import { callV3, type V3Call } from "./v3-client.ts";

export const walkWorld: World = defaultWorld();
export const all: MapiPartner = walkWorld.accounts.find(({ id }) => id === "mapi-all") as MapiPartner;
export const physical: MapiPartner = walkWorld.accounts.find(({ id }) => id === "mapi-direct-physical") as MapiPartner;
export const lapsed: MapiPartner = walkWorld.accounts.find(({ id }) => id === "mapi-lapsed") as MapiPartner;
export const app: OpenapiApp = walkWorld.accounts.find(({ id }) => id === "openapi-key") as OpenapiApp;
export const certificateApp: OpenapiApp = walkWorld.accounts.find(
  ({ id }) => id === "openapi-certificate",
) as OpenapiApp;
export const encryptedApp: OpenapiApp = walkWorld.accounts.find(({ id }) => id === "openapi-encrypted") as OpenapiApp;
export const phishing: MapiPartner = { ...all, id: "phishing", partner: "2088101000000108", antiPhishing: true };
export const shipping: MapiPartner = {
  ...all,
  id: "shipping",
  partner: "2088101000000116",
  contracts: all.contracts.map((one) => ({ ...one, goods: "physical" as const })),
};
walkWorld.accounts.push(phishing, shipping, { ...app, id: "offline", appId: "2021000100000041", status: "inactive" });

const now = "2026-03-01 10:00:00";
let simulator: Simulator;
let serial = 0;

/** The simulator which the calls go to. */
export function walkAt(running: Simulator): void {
  simulator = running;
}

/** Moves the simulation's time. */
export function passTime(ms: number): Promise<void> {
  return simulator.clock.advance(ms);
}

export type Conditions = Readonly<Record<string, () => Promise<Answer>>>;

/** The moment at which the walk begins. */
export const walkStartMs: number = Date.parse("2026-03-01T10:00:00+08:00");

export interface Answer {
  code: string | undefined;
  form: "page" | "xml" | "text" | "json" | "v3" | "cashier";
  number?: string | undefined;
}

async function read(response: Response): Promise<Answer> {
  const type = response.headers.get("content-type") ?? "";
  const text = iconv.decode(Buffer.from(await response.arrayBuffer()), /gbk/i.test(type) ? "gbk" : "utf-8");
  if (type.startsWith("text/xml")) return { form: "xml", code: /<error>(.+?)<\/error>/.exec(text)?.[1] };
  if (type.startsWith("text/plain")) return { form: "text", code: /error_code=(.+)$/.exec(text)?.[1] };
  if (text.startsWith("{")) {
    const [node] = Object.values(JSON.parse(text) as Record<string, Record<string, string>>);
    return { form: "json", code: node?.["sub_code"], number: node?.["code"] };
  }
  return { form: "page", code: /错误代码 <span class="code">(.+?)</.exec(text)?.[1] };
}

const fresh = (): string => `W${++serial}`;

export async function mapi(
  fields: Record<string, string>,
  o: { account?: MapiPartner; key?: string } = {},
): Promise<Answer> {
  const { account = all } = o;
  const query = signedQuery({ key: o.key ?? account.md5Key, fields: { partner: account.partner, ...fields } });
  return read(await fetch(`${simulator.mapiEndpoint}?${query}`, { redirect: "manual" }));
}

export function direct(changes: Record<string, string> = {}): Record<string, string> {
  const priced = "price" in changes ? {} : { total_fee: "10.00" };
  return {
    service: "create_direct_pay_by_user",
    out_trade_no: fresh(),
    subject: "x",
    payment_type: "1",
    seller_id: changes["seller_id"] ?? "",
    ...priced,
    ...changes,
  };
}

export const pay = (changes: Record<string, string> = {}, account: MapiPartner = all): Promise<Answer> =>
  mapi(direct({ seller_id: "seller_email" in changes ? "" : account.partner, ...changes }), { account });

export function escrow(changes: Record<string, string> = {}, account: MapiPartner = all): Promise<Answer> {
  const logistics = { logistics_type: "EXPRESS", logistics_fee: "0.00", logistics_payment: "SELLER_PAY" };
  return mapi(
    {
      ...direct({ seller_id: account.partner, price: "10.00", quantity: "1" }),
      service: "create_partner_trade_by_buyer",
      ...logistics,
      ...changes,
    },
    { account },
  );
}

export async function mapiTrade(o: {
  paid: boolean;
  service?: string;
  account?: MapiPartner;
}): Promise<{ no: string; out: string }> {
  const { account = all } = o;
  const fields = direct({ seller_id: account.partner, price: "10.00", quantity: "1", partner: account.partner });
  if (o.service !== undefined) {
    Object.assign(fields, {
      service: o.service,
      logistics_type: "EXPRESS",
      logistics_fee: "0.00",
      logistics_payment: "SELLER_PAY",
    });
  }
  const cashier = await openCashier(`${simulator.mapiEndpoint}?${signedQuery({ key: account.md5Key, fields })}`);
  if (o.paid) await payAt(cashier);
  const out = fields["out_trade_no"] ?? "";
  return { out, no: String((await tradeOf(simulator, out))["trade_no"]) };
}

export function refund(detail: string, changes: Record<string, string> = {}): Promise<Answer> {
  serial += 1;
  const today = beijingNow();
  return mapi({
    service: "refund_fastpay_by_platform_nopwd",
    seller_user_id: all.partner,
    refund_date: today,
    batch_no: `${today.slice(0, 10).replaceAll("-", "")}${String(serial).padStart(6, "0")}`,
    batch_num: String(detail.split("#").length),
    detail_data: detail,
    ...changes,
  });
}

export function beijingNow(): string {
  return new Date(simulator.clock.nowMs() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

type CallChanges = {
  account?: OpenapiApp;
  fields?: Record<string, string>;
  drop?: string;
  key?: string;
  sign?: string;
};

export async function openapi(
  method: string,
  biz: Record<string, unknown> | string,
  o: CallChanges = {},
): Promise<Answer> {
  const query = openapiQuery(method, biz, o);
  return read(await fetch(`${simulator.openapiEndpoint}?${query}`, { method: "POST", redirect: "manual" }));
}

export function openapiQuery(
  method: string,
  biz: Record<string, unknown> | string,
  o: CallChanges = {},
): URLSearchParams {
  const { account = app } = o;
  const fields: Record<string, string> = {
    app_id: account.appId,
    method,
    charset: "utf-8",
    sign_type: "RSA2",
    timestamp: now,
    version: "1.0",
    biz_content: typeof biz === "string" ? biz : JSON.stringify(biz),
    ...o.fields,
  };
  if (o.drop !== undefined) delete fields[o.drop];
  const text = Object.entries(fields)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const pem = `-----BEGIN PRIVATE KEY-----\n${o.key ?? account.privateKey}\n-----END PRIVATE KEY-----`;
  const sign = o.sign ?? createSign("RSA-SHA256").update(text).sign(pem, "base64");
  return new URLSearchParams({ ...fields, ...(sign === "" ? {} : { sign }) });
}

export const order = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  out_trade_no: fresh(),
  total_amount: "10.00",
  subject: "x",
  ...changes,
});

export async function scanned(buyer: string): Promise<Answer> {
  return openapi("alipay.trade.pay", order({ auth_code: `28${buyer}`, scene: "bar_code" }));
}

export async function paidOrder(): Promise<string> {
  const biz = order({ auth_code: `28${buyers.zhangSan}`, scene: "bar_code" });
  await openapi("alipay.trade.pay", biz);
  return String(biz["out_trade_no"]);
}

export async function unpaidOrder(): Promise<string> {
  const biz = order({ buyer_id: buyers.liSi });
  await openapi("alipay.trade.create", biz);
  return String(biz["out_trade_no"]);
}

/** The seller spends what came in. */
async function spend(userId: string, fen: number): Promise<void> {
  const fields = direct({ seller_id: physical.partner, partner: physical.partner, total_fee: (fen / 100).toFixed(2) });
  const cashier = await openCashier(`${simulator.mapiEndpoint}?${signedQuery({ key: physical.md5Key, fields })}`);
  const { error } = await payAt(cashier, { buyer: userId });
  if (error !== null) throw new Error(`the seller could not spend: ${error}`);
}

async function balance(userId: string, id: string): Promise<number> {
  const trades = (await (await fetch(`${simulator.url}/sim/trades`)).json()) as {
    trades: Array<Record<string, unknown>>;
  };
  return (
    trades.trades
      .filter((trade) => trade["account"] === id && trade["paid_at"] !== null && trade["branch"] === "instant")
      .reduce((sum, trade) => sum + Number(trade["total_fen"]) - Number(trade["refunded_fen"]), 0) -
    (spent.get(userId) ?? 0)
  );
}
const spent = new Map<string, number>();

export async function poor(userId: string, id: string): Promise<void> {
  const left = await balance(userId, id);
  await spend(userId, left);
  spent.set(userId, (spent.get(userId) ?? 0) + left);
}

export async function stamp(): Promise<string> {
  const reply = await fetch(`${simulator.mapiEndpoint}?service=query_timestamp&partner=${phishing.partner}`);
  return /<encrypt_key>(.+?)</.exec(await reply.text())?.[1] ?? "";
}

/** The code which the cashier shows to a buyer of this service. */
export async function refusedAtCashier(service: string, buyer: string = buyers.zhangSan): Promise<string | null> {
  const address = service.startsWith("alipay.")
    ? `${simulator.openapiEndpoint}?${openapiQuery(service, order({ product_code: productCodes[service] }))}`
    : `${simulator.mapiEndpoint}?${signedQuery({ key: all.md5Key, fields: { ...direct({ seller_id: all.partner }), partner: all.partner, service } })}`;
  const { error, text } = await payAt(await openCashier(address), { buyer });
  return error !== null && text.includes(error) ? error : null;
}

const productCodes: Readonly<Record<string, string>> = {
  "alipay.trade.page.pay": "FAST_INSTANT_TRADE_PAY",
  "alipay.trade.wap.pay": "QUICK_WAP_WAY",
};

/** A MAPI code as the cashier shows it. */
export async function atCashier(buyer: string): Promise<Answer> {
  return { form: "cashier", code: (await refusedAtCashier("create_direct_pay_by_user", buyer)) ?? undefined };
}

/** The buyer presses the button which says that the payment fails. */
export async function failAtCashier(): Promise<Answer> {
  const cashier = await openCashier(
    `${simulator.mapiEndpoint}?${signedQuery({ key: all.md5Key, fields: { ...direct({ seller_id: all.partner }), partner: all.partner } })}`,
  );
  const page = await fetch(`${cashier}/fail`, { method: "POST", body: new URLSearchParams() });
  return { form: "cashier", code: page.headers.get("simulator-error") ?? undefined };
}

/** A v3 call of the query. */
export async function v3(changes: Partial<V3Call>): Promise<Answer> {
  const { code } = await callV3(simulator, { app, path: "/v3/alipay/trade/query", ...changes });
  return { form: "v3", code };
}

export const query = "alipay.trade.query";
export const serials = { app_cert_sn: "d41d8cd98f00b204e9800998ecf8427e", alipay_root_cert_sn: "x" };

export async function ownSerials(): Promise<Record<string, string>> {
  const sent = await openapi(query, {}, { account: certificateApp, fields: serials });
  if (sent.code !== "isv.app-cert-not-exist") throw new Error(`unexpected ${sent.code}`);
  const log = (await (await fetch(`${simulator.url}/sim/exchanges`)).json()) as {
    exchanges: Array<{ explanation: { zh: string } }>;
  };
  return { app_cert_sn: /应为 ([0-9a-f]{32})/.exec(log.exchanges.at(-1)?.explanation.zh ?? "")?.[1] ?? "" };
}
