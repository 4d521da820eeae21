import { execFile } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PhpSite, phpIsThere, startPhpSite, testdata } from "../testing/php-site.ts";
import { mariadbIsThere, type PrivateMariadb, startMariadb } from "../testing/private-mariadb.ts";

const event = (orderNo: string, fen: number, type = "payment.paid"): object => ({
  id: "evt_1",
  type,
  payment: { order_no: orderNo, amount_fen: fen },
});
const goods = (n: number): string => `S-P1795372888RN${n}`;
const topUp = (n: number): string => `M7T1795373629RN${n}`;

describe.skipIf(!phpIsThere || !mariadbIsThere).each([
  ["MyISAM", "gbk"],
  ["InnoDB", "utf8"],
] as const)("fulfilment on %s in %s", (engine, charset) => {
  let database: PrivateMariadb;
  let site: PhpSite;
  const asked: { headers: Record<string, unknown>; body: string }[] = [];
  const gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      asked.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(201).end(JSON.stringify({ pay_url: "https://pay.example.com/pay/x" }));
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
    const address = gateway.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    database = await startMariadb(engine, charset);
    site = await startPhpSite(database.socket, `http://127.0.0.1:${port}`);
    database.sql(`INSERT INTO dede_moneycard_type VALUES (1, 100);
      INSERT INTO dede_member_type VALUES (2, 50, 30); INSERT INTO dede_arcrank VALUES (50, 5, 7);
      INSERT INTO dede_member (mid) VALUES (7);`);
  }, 60_000);
  afterAll(async () => {
    await site?.close();
    await database?.close();
    await new Promise((resolve) => gateway.close(resolve));
  });

  function addGoods(n: number, total: string, { sum = total }: { sum?: string } = {}): void {
    database.sql(`INSERT INTO dede_shops_orders (oid, price, priceCount) VALUES ('${goods(n)}', ${total}, ${total});
      INSERT INTO dede_shops_products VALUES ('${goods(n)}', ${sum}, 1);`);
  }
  function addTopUp(n: number, product: string, pid: number): void {
    database.sql(
      `INSERT INTO dede_member_operation (buyid, product, money, pid, mid) VALUES ('${topUp(n)}', '${product}', 30, ${pid}, 7)`,
    );
  }
  const state = (n: number): string => database.sql(`SELECT state FROM dede_shops_orders WHERE oid='${goods(n)}'`);

  it("marks goods as paid once, also while the money is in escrow", async () => {
    addGoods(101, "148.21");
    expect(await site.deliver(event(goods(101), 14_821, "payment.escrow_paid"))).toBe("200 done");
    expect(await site.deliver(event(goods(101), 14_821))).toBe("200 already_done");
    expect(state(101)).toBe("1");
  });

  it("takes a float total and refuses another amount, a cheap cart, a missing and a doubled order", async () => {
    addGoods(110, "150037.21");
    addGoods(111, "7.01");
    addGoods(112, "7.01", { sum: "888.00" });
    addGoods(113, "1.00");
    addGoods(113, "1.00");
    expect(await site.deliver(event(goods(110), 15_003_721))).toBe("200 done");
    expect(await site.deliver(event(goods(111), 700))).toBe("409 amount_differs");
    expect(await site.deliver(event(goods(112), 701))).toBe("409 goods_differ_from_total");
    expect(await site.deliver(event(goods(113), 100))).toBe("409 order_doubled");
    expect(await site.deliver(event(goods(199), 100))).toBe("409 order_missing");
    expect([state(111), state(112)]).toEqual(["0", "0"]);
  });

  it("refuses what is not signed, is old, or is no order number, and touches nothing", async () => {
    addGoods(120, "1.00");
    const delivery = event(goods(120), 100);
    const old = String(Math.floor(Date.now() / 1000) - 301);
    expect(await site.deliver(delivery, { secret: "wrong" })).toBe("401 not_signed");
    expect(await site.deliver(delivery, { timestamp: old })).toBe("401 not_signed");
    expect(await site.deliver(event("x' OR '1'='1", 100))).toBe("422 order_number_unknown");
    expect(await site.deliver({ type: "payment.paid", payment: { order_no: goods(120) } })).toBe("400 malformed");
    expect((await fetch(site.url)).status).toBe(401);
    expect(state(120)).toBe("0");
  });

  it("hands out each card once, then gold, and never before the money is the seller's", async () => {
    database.sql("INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-1'), (1, 'C-2')");
    for (const n of [201, 202, 203, 204]) addTopUp(n, "card", 1);
    expect(await site.deliver(event(topUp(201), 3000, "payment.escrow_paid"))).toBe("200 noted");
    expect(database.sql("SELECT COUNT(*) FROM dede_moneycard_record WHERE isexp=1")).toBe("0");
    const numbers = [201, 201, 202, 202, 203, 203, 204, 204];
    const answers = await Promise.all(numbers.map((n) => site.deliver(event(topUp(n), 3000))));
    expect(answers.filter((answer) => answer === "200 done")).toHaveLength(4);
    expect(answers.filter((answer) => answer === "200 already_done")).toHaveLength(4);
    const sold = database
      .sql("SELECT oldinfo FROM dede_member_operation WHERE product='card' ORDER BY oldinfo")
      .split("\n");
    expect(sold).toEqual(["+100", "+100", "卡号：C-1", "卡号：C-2"]);
    expect(database.sql("SELECT money FROM dede_member")).toBe("200");
  });

  it("upgrades once however many webhooks come together, and keeps the days that are left", async () => {
    database.sql("UPDATE dede_member SET money=0, exptime=10, uptime=UNIX_TIMESTAMP()-86400*4-60");
    for (const n of [301, 302]) addTopUp(n, "member", 2);
    database.sql(`UPDATE dede_member_operation SET sta=1 WHERE buyid='${topUp(302)}'`);
    const answers = await Promise.all([301, 301, 302, 302].map((n) => site.deliver(event(topUp(n), 3000))));
    expect(answers.filter((answer) => answer === "200 done")).toHaveLength(2);
    // 10 - 4 days left, and two months bought.
    expect(database.sql("SELECT exptime, `rank`, money, scores FROM dede_member")).toBe("66\t50\t10\t14");
    addTopUp(303, "archive", 2);
    expect(await site.deliver(event(topUp(303), 3000))).toBe("409 product_unknown");
  });

  it("gives nothing to a webhook which read the order before another one settled it", async () => {
    const late = async (orderNo: string): Promise<string> =>
      (await promisify(execFile)("php", [join(testdata, "late-racer.php"), site.root, orderNo])).stdout;
    const world = (): string =>
      database.sql(
        "SELECT * FROM dede_member; SELECT isexp, uid FROM dede_moneycard_record; SELECT * FROM dede_shops_orders",
      );
    // The first round finds no card in stock and would credit gold, the second finds one.
    addTopUp(501, "card", 1);
    addTopUp(502, "member", 2);
    addGoods(503, "1.00");
    for (const [orderNo, fen] of [
      [topUp(501), 3000],
      [topUp(502), 3000],
      [goods(503), 100],
    ] as const) {
      expect(await site.deliver(event(orderNo, fen))).toBe("200 done");
    }
    database.sql(`UPDATE dede_shops_orders SET state=4 WHERE oid='${goods(503)}'`);
    for (const stock of ["", "INSERT INTO dede_moneycard_record (ctid, cardid) VALUES (1, 'C-9')"]) {
      if (stock !== "") database.sql(stock);
      const before = world();
      for (const orderNo of [topUp(501), topUp(502), goods(503)]) expect(await late(orderNo)).toBe("200 already_done");
      expect(world()).toBe(before);
    }
  });

  it("answers a signed question with the drop-in's hash and an order's state", async () => {
    const plugin = readFileSync(join(site.root, "include/payment/alipay.php"));
    const { status, answer } = await site.poll(`order_no=${goods(101)}`);
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      plugin_sha256: createHash("sha256").update(plugin).digest("hex"),
      order: { found: 1, state: 1, done: true, amount_fen: 14_821 },
    });
  });

  it("asks the gateway for the stored amount, signed, and gives no button for a paid order", async () => {
    const press = async (n: number): Promise<string> =>
      (await promisify(execFile)("php", [join(testdata, "press-pay.php"), site.root, goods(n), ""])).stdout;
    addGoods(401, "900.21");
    expect(await press(401)).toContain('action="https://pay.example.com/pay/x"');
    const [{ headers, body } = { headers: {}, body: "" }] = asked.splice(0);
    expect(JSON.parse(body)).toEqual({
      order_no: goods(401),
      amount_fen: 90_021,
      subject: `订单 ${goods(401)}`,
      goods: "physical",
      return_url: "https://shop.example.com/back",
    });
    const text = `POST\n/v1/payments\n\n${headers["dedepay-timestamp"]}\n${createHash("sha256").update(body).digest("hex")}`;
    const signature = createHmac("sha256", "secret of the test site").update(text).digest("hex");
    expect(headers["dedepay-signature"]).toBe(`v1=${signature}`);
    expect(await press(101)).toContain("This order is paid");
    expect(await press(112)).toContain("Something is wrong");
    expect(asked).toEqual([]);
  });
});
