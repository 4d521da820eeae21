// What DedeCMS V5.7 does with a notification or a return, written from what is known of it: the order and its total are looked
// at before the signature, empty values are part of the signed text, seller and notify_id are never looked at, and between
// looking and acting nothing is locked. It answers with a page of about a kilobyte.
import { createHash } from "node:crypto";
import { decodeText, encodeText, parseFormPairs } from "@dedepay/alipay";
import type { HttpSend } from "../../platform/platform.ts";
import type { OldShop } from "./old-shop.ts";

export type ShopVisit = { by: "notify" | "return"; fields: Record<string, string>; raw: string };

export class DedecmsModel {
  /** Order number → its total, as the database prints it, and how often its goods were handed out. */
  readonly orders: Map<string, { total: string; state: number; handedOut: number }> = new Map();
  readonly visits: ShopVisit[] = [];
  readonly #shop: () => OldShop;

  constructor(shop: () => OldShop) {
    this.#shop = shop;
  }

  expect(orderNo: string, total: string): void {
    this.orders.set(orderNo, { total, state: 0, handedOut: 0 });
  }

  handedOut(orderNo: string): number {
    return this.orders.get(orderNo)?.handedOut ?? 0;
  }

  /** As a server would: POST body over query. */
  readonly send: HttpSend = async (request) => {
    const [address = "", query = ""] = request.url.split("?");
    const body = Buffer.from(request.body ?? new Uint8Array()).toString("latin1");
    const finish = this.begin("notify", [query, body].filter((part) => part !== "").join("&"));
    if (!address.startsWith(this.#shop().origin)) throw new Error(`not the shop: ${address}`);
    return { status: 200, headers: {}, body: finish() };
  };

  /** Looks; what is answered then acts, and is the page. */
  begin(by: ShopVisit["by"], raw: string): () => Buffer {
    const fields = this.#read(raw);
    this.visits.push({ by, fields, raw });
    const order = this.orders.get(fields["out_trade_no"] ?? "");
    const looked = this.#look(fields, order);
    if (looked !== undefined || order === undefined) return () => this.#page(looked ?? "支付失败!");
    return () => {
      order.state = 1;
      order.handedOut += 1;
      return this.#page("支付成功!");
    };
  }

  #look(fields: Record<string, string>, order: { total: string; state: number } | undefined): string | undefined {
    if (!/S-P\d+RN\d|M\d+T\d+RN\d/.test(fields["out_trade_no"] ?? "")) return "支付失败!";
    if (order === undefined) return "支付失败!";
    // PHP's loose comparison of two numeric texts.
    if (Number(order.total) !== Number(fields["total_fee"])) return "支付失败，支付金额与商品总价不相符!";
    if (order.state > 0) return "您的订单已经处理";
    const signed = Object.keys(fields).filter((name) => !["sign", "sign_type", "code", "dopost"].includes(name));
    const text = signed
      .sort()
      .map((name) => `${name}=${fields[name]}`)
      .join("&");
    const { charset, key } = this.#shop();
    const sign = createHash("md5").update(encodeText(text, charset).bytes).update(key).digest("hex");
    if (sign !== fields["sign"]) return "支付失败!";
    const paid = ["TRADE_FINISHED", "TRADE_SUCCESS", "WAIT_SELLER_SEND_GOODS"];
    return paid.includes(fields["trade_status"] ?? "") ? undefined : "支付失败!";
  }

  #read(raw: string): Record<string, string> {
    const parsed = parseFormPairs(Buffer.from(raw, "latin1"));
    if (!parsed.ok) throw new Error(`the shop can't read ${raw}`);
    const text = (bytes: Buffer): string => decodeText(bytes, this.#shop().charset).text;
    return Object.fromEntries(parsed.pairs.map(({ name, value }) => [text(name), text(value)]));
  }

  #page(message: string): Buffer {
    const { charset } = this.#shop();
    const padding = "<!-- -->".repeat(100);
    const text = `<html><head><title>提示信息</title></head><body>${padding}<div>${message}</div></body></html>`;
    return encodeText(text, charset === "utf-8" ? "utf-8" : "gbk").bytes;
  }
}
