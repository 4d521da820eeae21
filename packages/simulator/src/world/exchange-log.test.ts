import { describe, expect, it } from "vitest";
import { ExchangeLog, type NewExchange } from "./exchange-log.ts";

const call = (changes: Partial<NewExchange> = {}): NewExchange => ({
  ...{ atMs: 0, kind: "call", protocol: "mapi", service: "close_trade", account: undefined, outTradeNo: "A1" },
  ...{ request: "GET /", fields: [["a", "1"]], signedText: undefined, signature: "missing", result: "ok", reply: "" },
  explanation: undefined,
  ...changes,
});

describe("the log of exchanges", () => {
  it("gives back what was noted, from an id on, and tells its listeners", () => {
    const log = new ExchangeLog();
    const heard: number[] = [];
    log.listen(
      ({ id }) => heard.push(id),
      () => heard.push(-1),
    );
    for (const service of ["a", "b", "c"]) log.note(call({ service }));
    expect(log.after(1).map(({ id, service }) => [id, service])).toEqual([
      [2, "b"],
      [3, "c"],
    ]);
    expect(log.latest(1)).toEqual([{ ...log.after(0)[2], fields: { a: "1" } }]);
    log.end();
    expect(heard).toEqual([1, 2, 3, -1]);
  });

  it("keeps the latest ones and cuts what is long, whatever was sent", () => {
    const log = new ExchangeLog();
    const long = "\u0000".repeat(1_000_000);
    const fields = Array.from({ length: 500 }, (_, index): [string, string] => [`${index}${long}`, long]);
    for (let count = 0; count < 40; count += 1) {
      log.note(call({ service: long, request: long, fields, signedText: long, result: long, reply: long }));
    }
    log.note(call({ fields: [["__proto__", "x"]] }));
    const kept = log.after(0);
    expect(kept.length).toBeLessThan(41);
    expect(JSON.stringify(kept).length).toBeLessThan(5_000_000);
    expect(Object.entries(kept.at(-1)?.fields ?? {})).toEqual([["__proto__", "x"]]);
    expect(kept.at(-1)?.id).toBe(41);
  });
});
