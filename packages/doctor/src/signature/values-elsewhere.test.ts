import { describe, expect, it } from "vitest";
import { createSignedMessage, type SignedMessage } from "../evidence/signed-message.ts";
import { valuesElsewhere } from "./values-elsewhere.ts";

function message(fields: Readonly<Record<string, string>>): SignedMessage {
  const list = Object.entries(fields).map(([name, value], position) => ({ name, value, position }));
  const made = createSignedMessage({ fields: list, form: "dump" });
  if (made === undefined) throw new Error("no message");
  return made;
}

const notice = message({ notify_id: "1", out_trade_no: "T1", total_fee: "0.01", sign: "a" });
const order = { outTradeNo: "T1", amount: "0.10", submitted: [{ fields: { subject: "A", body: "", ip: "::1" } }] };

describe("values of fields that a message has lost", () => {
  it("are those of an order, under each name of an amount, and none which Alipay does not know or the message has", () => {
    const known = new Map(valuesElsewhere(notice, [], { orders: [order] }));
    expect(known.get("subject")).toBe("A");
    expect(known.get("price")).toBe("0.10");
    for (const name of ["body", "ip", "total_fee", "out_trade_no", "total_amount"]) expect(known.has(name)).toBe(false);
  });

  it("are not those of another order", () => {
    expect(valuesElsewhere(notice, [], { orders: [{ ...order, outTradeNo: "T2" }] })).toEqual([]);
    expect(valuesElsewhere(notice, [notice, message({ partner: "1", out_trade_no: "T2", sign: "b" })], {})).toEqual([]);
  });

  it("hold every number at hand where the message has lost its own", () => {
    const numberless = message({ notify_id: "1", trade_no: "2", sign: "a" });
    const orders = [order, { outTradeNo: "T2" }];
    expect(valuesElsewhere(numberless, [], { orders })).toEqual(
      expect.arrayContaining([
        ["out_trade_no", "T1"],
        ["out_trade_no", "T2"],
      ]),
    );
  });
});
