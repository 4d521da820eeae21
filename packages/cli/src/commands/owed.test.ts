import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerCommands, type Ran, type RunCommand } from "../testing/run-command.ts";
import { type TroubledLedger, troubledLedger } from "../testing/troubled-ledger.ts";

let folder: string;
let dedepay: RunCommand;
let trouble: TroubledLedger;
/** Takes each call and breaks off: what became of it is unknown. */
let alipay: Server;

// Made once, because it takes a second: each test acts on a trouble of its own, and leaves the others' alone.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-owed-"));
  const data = join(folder, "data");
  alipay = createServer((socket) => socket.once("data", () => socket.destroy()));
  await new Promise<void>((resolve) => alipay.listen(0, "127.0.0.1", resolve));
  const address = alipay.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  trouble = await troubledLedger(data, `http://127.0.0.1:${address.port}/gateway.do`);
  dedepay = ownerCommands(data);
});
afterAll(async () => {
  await new Promise((resolve) => alipay.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const audited = async (action: string, subject: string): Promise<unknown> =>
  (await dedepay(["audit", "list", "--action", action, "--subject", subject, "--json"])).json()["data"];

/** The ids of incidents of a cause which touched a payment. */
async function incidentOf(cause: string, payment: string): Promise<{ id: string; ran: Ran }> {
  const ran = await dedepay(["incident", "list", "--cause", cause, "--payment", payment, "--json"]);
  const [one] = ran.json()["data"] as { id: string }[];
  return { id: one?.id ?? "", ran };
}

describe("dedepay delivery", () => {
  it("lists what is not through with its order, status and last answer, as exit code 1 where a person is needed", async () => {
    const { delivery } = trouble.parked;
    const listed = await dedepay(["delivery", "list", "--status", "parked", "--site", "tea"]);
    expect(listed.code).toBe(1);
    expect(listed.printed).toMatch(
      new RegExp(`${delivery}\\s+payment\\.paid\\s+T-1\\s+tea\\s+等人处理 parked .*order_missing`),
    );
    expect((await dedepay(["delivery", "queues"])).printed).toMatch(/tea\s+茶铺\s+webhook/);
    const none = await dedepay(["delivery", "list", "--status", "dead"]);
    expect([none.code, none.printed]).toEqual([0, expect.stringContaining("没有这样的通知")]);
  });

  it("goes page by page", async () => {
    const first = (await dedepay(["delivery", "list", "--limit", "1", "--json"])).json();
    const cursor = String(first["next_cursor"]);
    const second = (await dedepay(["delivery", "list", "--limit", "1", "--cursor", cursor, "--json"])).json();
    const ids = [first, second].map((page) => (page["data"] as { id: string }[])[0]?.id);
    expect(new Set(ids).size).toBe(2);
    expect((await dedepay(["delivery", "list", "--limit", "201"])).code).toBe(2);
    expect((await dedepay(["delivery", "list", "--cursor", "x"])).code).toBe(2);
  });

  it("shows each try with the site's answer, what is sent, and what to do now", async () => {
    const { delivery, payment } = trouble.parked;
    const { code, printed } = await dedepay(["delivery", "show", delivery]);
    expect(code).toBe(0);
    expect(printed).toMatch(/订单 order\s+T-1/);
    expect(printed).toMatch(/:\d\d:\d\d 北京\s+order_missing\s+\d+ ms\s+\{"outcome":"order_missing"\}/);
    expect(printed).toContain(`dedepay incident list --payment ${payment}`);
    expect(printed).toContain(`dedepay delivery resend ${delivery}`);
    expect(printed).toContain('"type": "payment.paid"');
    expect((await dedepay(["delivery", "show", "dlv_none"])).code).toBe(1);
    expect((await dedepay(["payment", "show", "T-1"])).printed).toContain(`dedepay delivery show ${delivery}`);
  });

  it("has one sent again, and settles one by a person's word, both audited", async () => {
    const { delivery } = trouble.parked;
    const again = await dedepay(["delivery", "resend", delivery, "--json"]);
    expect(again.json()).toMatchObject({ id: delivery, status: "pending" });
    expect(await audited("delivery.resent", delivery)).toMatchObject([
      { actor: "cli:tester", detail: { before: { status: "parked" }, after: { status: "pending" } } },
    ]);
    for (const flags of [[], ["--delivered", "--given-up"]]) {
      const unclear = await dedepay(["delivery", "settle", delivery, "--note", "x", ...flags]);
      expect([unclear.code, unclear.complained]).toEqual([2, expect.stringContaining("二选一")]);
    }
    expect((await dedepay(["delivery", "settle", delivery, "--delivered"])).complained).toMatch(/缺少参数：--note/);
    const settled = await dedepay(["delivery", "settle", delivery, "--delivered", "--note", "补了订单"]);
    expect([settled.code, settled.printed]).toEqual([0, expect.stringContaining("已记录，不再发送")]);
    expect(await audited("delivery.settled", delivery)).toMatchObject([{ detail: { after: { note: "补了订单" } } }]);
    expect((await dedepay(["audit", "list", "--action", "delivery.settled"])).printed).toMatch(
      /status: pending → done; as: delivered;/,
    );
    const shown = await dedepay(["delivery", "show", delivery]);
    expect(shown.printed).toMatch(/已送达 done[\s\S]*回执 receipt\s+.* by_hand/);
    expect(shown.printed).not.toContain("dedepay delivery resend");
    expect((await dedepay(["delivery", "settle", delivery, "--given-up", "--note", "x"])).code).toBe(1);
  });
});

describe("dedepay incident", () => {
  it("lists what is open by cause with its money, as exit code 1", async () => {
    const { code, printed } = await dedepay(["incident", "list"]);
    expect(code).toBe(1);
    expect(printed).toMatch(/surplus\s+买家重复付款\s+1\s+1\s+1\s+¥19\.99/);
    expect(printed).toContain("dedepay explain <cause>");
    const json = (await dedepay(["incident", "list", "--json"])).json()["data"] as { cause: string }[];
    expect(json.map(({ cause }) => cause)).toEqual(expect.arrayContaining(["surplus", "order-missing-when-paid"]));
  });

  it("lists one by one, shows what is known, and resolves with a note, once", async () => {
    const { payment, delivery } = trouble.parked;
    const { id, ran } = await incidentOf("order-missing-when-paid", payment);
    expect(ran.code).toBe(1);
    const shown = (await dedepay(["incident", "show", id])).printed;
    expect(shown).toMatch(/网站里已没有这张订单[\s\S]*证据 deliveryId\s+dlv_\w+/);
    expect(shown).toContain(delivery);
    expect(shown).toMatch(/订单 order\s+T-1/);
    expect(shown).toMatch(new RegExp(`涉及的支付[\\s\\S]*T-1\\s+${payment}\\s+¥19\\.99`));
    expect((await dedepay(["incident", "list", "--payment", payment])).printed).toMatch(new RegExp(`${id}.*\\sT-1\\s`));
    expect(shown).toContain(`dedepay incident resolve ${id}`);
    const resolved = await dedepay(["incident", "resolve", id, "--note", "补了订单"]);
    expect([resolved.code, resolved.printed]).toEqual([0, expect.stringMatching(/^已解决/)]);
    expect((await dedepay(["incident", "resolve", id, "--note", "又一次"])).printed).toMatch(/早已解决.*补了订单/);
    expect(await audited("incident.resolved", id)).toHaveLength(1);
    expect((await dedepay(["incident", "show", id])).printed).toMatch(/已解决 resolved .*cli:tester\s+补了订单/);
    const list = await dedepay(["incident", "list", "--state", "resolved", "--payment", payment]);
    expect([list.code, list.printed]).toEqual([0, expect.stringContaining("（已解决）")]);
    expect((await dedepay(["incident", "show", "inc_none"])).code).toBe(1);
  });

  it("notes that an account has error_notify_url, or has it no more", async () => {
    const granted = await dedepay(["incident", "hear-error-pages", "shop", "--json"]);
    expect(granted.json()).toEqual({ account: "shop", enabled: true });
    expect((await dedepay(["incident", "ignore-error-pages", "shop"])).printed).toContain("不再带 error_notify_url");
    expect((await dedepay(["incident", "hear-error-pages", "nobody"])).code).toBe(1);
  });
});

describe("dedepay refund", () => {
  it("lists those of unknown outcome as exit code 1, and takes a person's word with its evidence", async () => {
    const { refund } = trouble;
    const listed = await dedepay(["refund", "list"]);
    expect(listed.code).toBe(1);
    expect(listed.printed).toMatch(new RegExp(`${refund}\\s+${trouble.parked.payment}\\s+¥5\\.00\\s+\\d{8}\\w+`));
    expect(listed.printed).toContain("不要重复退款");
    const unclear = await dedepay(["refund", "settle", refund, "--evidence", "x"]);
    expect([unclear.code, unclear.complained]).toEqual([2, expect.stringContaining("二选一")]);
    const settled = await dedepay(["refund", "settle", refund, "--succeeded", "--evidence", "商家中心 12:00"]);
    expect([settled.code, settled.printed]).toEqual([0, expect.stringContaining("已按退款成功入账")]);
    expect(await audited("refund.settled", refund)).toMatchObject([
      { actor: "cli:tester", detail: { after: { state: "succeeded", evidence: "商家中心 12:00" } } },
    ]);
    const over = await dedepay(["refund", "settle", refund, "--failed", "--evidence", "x"]);
    expect([over.code, over.complained]).toEqual([1, expect.stringContaining("已经结束：succeeded")]);
    expect((await dedepay(["refund", "list", "--state", "succeeded", "--json"])).json()["data"]).toMatchObject([
      { id: refund },
    ]);
  });

  it("sends back what was paid twice, and nothing where there is no such money", async () => {
    const none = await dedepay(["refund", "surplus", trouble.silent]);
    expect([none.code, none.complained]).toEqual([1, expect.stringContaining("没有多余的款项可退")]);
    const sent = await dedepay(["refund", "surplus", trouble.paidTwice, "--json"]);
    expect(sent.code).toBe(0);
    expect(sent.json()).toMatchObject({ payment_id: trouble.paidTwice, amount_fen: 1999, currency: "CNY" });
    expect(await audited("refund.requested", String(sent.json()["id"]))).toMatchObject([{ actor: "cli:tester" }]);
  });
});

describe("dedepay payment show", () => {
  it("tells by the shop's order number what became of a payment, and where to go on", async () => {
    const { printed, code } = await dedepay(["payment", "show", "T-3"]);
    expect(code).toBe(0);
    expect(printed).toMatch(new RegExp(`支付 payment\\s+${trouble.paidTwice}`));
    expect(printed).toMatch(/结果 outcome\s+已支付 paid/);
    expect(printed).toMatch(/提交给支付宝的交易[\s\S]*alipay\.trade\.wap\.pay\s+已付 paid\s+\d{20}/);
    expect(printed).toMatch(/经过[\s\S]*:\d\d:\d\d 北京\s+payment\.paid\s+notification\s+TRADE_SUCCESS/);
    expect(printed).toMatch(/支付宝的通知[\s\S]*TRADE_SUCCESS\s+moved/);
    expect(printed).toMatch(/账目[\s\S]*buyer\s+alipay_held\s+¥19\.99/);
    expect(printed).toMatch(/给网站的通知[\s\S]*payment\.paid\s+等人处理 parked\s+1\s/);
    expect(printed).toMatch(/异常 · incidents[\s\S]*买家重复付款\s+未解决 open/);
    expect(printed).toMatch(/dedepay incident show inc_\w+/);
  });

  it("tells the three outcomes apart, and says what Alipay's silence means", async () => {
    const { printed } = await dedepay(["payment", "show", trouble.silent]);
    expect(printed).toMatch(/结果 outcome\s+未支付 unpaid/);
    expect(printed).toMatch(/最近的问题 last trouble: /);
  });

  it("shows the refunds, and as JSON what the admin API says", async () => {
    const { payment } = trouble.parked;
    expect((await dedepay(["payment", "show", payment])).printed).toMatch(/退款 · refunds[\s\S]*¥5\.00/);
    const json = (await dedepay(["payment", "show", "T-1", "--json"])).json();
    expect(json).toMatchObject({
      site: "tea",
      payment: { id: payment, order_no: "T-1" },
      refunds: [{ amount_fen: 500 }],
    });
  });

  it("ends with exit code 1 where there is no such payment", async () => {
    expect(await dedepay(["payment", "show", "T-99"])).toMatchObject({ code: 1 });
  });
});

describe("dedepay payment give-up", () => {
  it("closes what has been unknown for a day, and nothing that has its money", async () => {
    const has = await dedepay(["payment", "give-up", trouble.paidTwice, "--evidence", "x"]);
    expect([has.code, has.complained]).toEqual([1, expect.stringContaining("状态是 paid")]);
    const evidence = ["--evidence", "商家中心没有这笔"];
    const given = await dedepay(["payment", "give-up", trouble.silent, ...evidence, "--json"]);
    expect(given.json()).toMatchObject({ id: trouble.silent, state: "closed" });
    expect(await audited("payment.given_up", trouble.silent)).toMatchObject([
      { actor: "cli:tester", detail: { after: { evidence: "商家中心没有这笔" } } },
    ]);
  });
});
