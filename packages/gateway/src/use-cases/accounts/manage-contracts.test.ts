import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";

let test: TestGateway;
const by = { requestId: "req_c", actor: "cli:ada" };
const dayMs = 24 * 3600 * 1000;

beforeEach(async () => {
  // Months pass here, in which nobody has to look at queries and deliveries without being called.
  test = await openTestGateway({ pollMs: 1000 * dayMs });
});
afterEach(async () => {
  await test.close();
});

const escrow = { product: "escrow", goods: "virtual", status: "active" } as const;

describe("a contract", () => {
  it("is added, changed and taken away, and decides which product sells", async () => {
    for (const { id } of await test.gateway.listContracts("mapi"))
      await test.gateway.removeContract({ ...by, contractId: id });
    const added = await test.gateway.addContract({ ...by, accountId: "mapi", contract: escrow });
    const sell = (goods: "physical" | "virtual") => test.pay({ account: "mapi", product: "auto", goods });
    expect((await sell("virtual")).product).toBe("escrow");
    await expect(sell("physical")).rejects.toMatchObject({ unified: 1010 });
    await test.gateway.changeContract({ ...by, contractId: added.id, changes: { goods: "any", product: "direct" } });
    expect((await sell("physical")).product).toBe("direct");
    await test.gateway.removeContract({ ...by, contractId: added.id });
    expect(await test.gateway.listContracts("mapi")).toEqual([]);
    expect((await test.gateway.listContracts()).every(({ accountId }) => accountId === "openapi")).toBe(true);
  });

  it("warns by its date or status and still sells", async () => {
    const [direct] = (await test.gateway.listContracts("mapi")).filter(({ product }) => product === "direct");
    const contractId = direct?.id ?? "";
    for (const changes of [{ status: "paused" }, { status: "active", toMs: 1 }] as const) {
      await test.gateway.changeContract({ ...by, contractId, changes });
      const payment = await test.pay({ account: "mapi", product: "direct" });
      expect(payment.notices.map(({ kind }) => kind)).toContain("contract_warning");
    }
    await test.gateway.changeContract({ ...by, contractId, changes: { toMs: null } });
    expect((await test.pay({ account: "mapi", product: "direct" })).notices).toEqual([]);
  });

  it("is refused only where it cannot be", async () => {
    const add = (contract: object) =>
      test.gateway.addContract({ ...by, accountId: "mapi", contract: { ...escrow, ...contract } });
    await expect(add({ product: "page" })).rejects.toMatchObject({ unified: 1002, param: "product" });
    await expect(add({ fromMs: 5, toMs: 5 })).rejects.toMatchObject({ unified: 1002, param: "to" });
    await add({ status: "expired", fromMs: 5, toMs: 6 });
    const made = { accountId: "nobody", contract: escrow };
    await expect(test.gateway.addContract({ ...by, ...made })).rejects.toMatchObject({ unified: 1009 });
    await expect(test.gateway.removeContract({ ...by, contractId: "ctr_x" })).rejects.toMatchObject({ unified: 1009 });
  });

  it("leaves each change in the audit log", async () => {
    const added = await test.gateway.addContract({ ...by, accountId: "mapi", contract: escrow });
    await test.time.advance(1);
    const toMs = test.time.nowMs() + 100 * dayMs;
    await test.gateway.changeContract({ ...by, contractId: added.id, changes: { toMs } });
    await test.time.advance(1);
    await test.gateway.removeContract({ ...by, contractId: added.id });
    const { data } = await test.gateway.listAudit({ subject: added.id, action: "contract.", limit: 10 });
    expect(data.map(({ action }) => action)).toEqual(["contract.removed", "contract.changed", "contract.added"]);
    expect(data[1]).toMatchObject({
      actor: "cli:ada",
      detail: { before: { to: null }, after: { to: new Date(toMs).toISOString() } },
    });
  });
});

describe("the end of a contract", () => {
  const told = async (): Promise<string[]> =>
    (await test.incidents())
      .filter(({ cause }) => cause === "contract-expired-or-suspended")
      .map(({ title }) => title.zh)
      .sort();

  async function endIn(days: number): Promise<string> {
    const contract = { ...escrow, toMs: test.time.nowMs() + days * dayMs };
    return (await test.gateway.addContract({ ...by, accountId: "mapi", contract })).id;
  }

  it("is told 30 and 7 days before, each once, and the owner gets a notice", async () => {
    await endIn(40);
    await test.time.advance(9 * dayMs);
    expect(await told()).toEqual([]);
    await test.time.advance(1.5 * dayMs);
    expect(await told()).toMatchObject([expect.stringContaining("还有 30 天到期")]);
    await test.time.advance(20 * dayMs);
    expect(await told()).toHaveLength(1);
    await test.time.advance(3 * dayMs);
    expect(await told()).toMatchObject([
      expect.stringContaining("还有 30 天到期"),
      expect.stringContaining("还有 7 天到期"),
    ]);
    await test.time.advance(10 * dayMs);
    expect(await told()).toHaveLength(2);
    const notices = await test.database.rows("select status from outbox where kind = 'incident_notice'");
    expect(notices).toHaveLength(2);
  });

  it("is told once where it is near already, and not at all where it is over, paused or renewed", async () => {
    await endIn(3);
    await endIn(-1);
    const paused = await endIn(20);
    await test.gateway.changeContract({ ...by, contractId: paused, changes: { status: "paused" } });
    const renewed = await endIn(35);
    const toMs = test.time.nowMs() + 400 * dayMs;
    await test.gateway.changeContract({ ...by, contractId: renewed, changes: { toMs } });
    await test.time.advance(10 * dayMs);
    expect(await told()).toMatchObject([expect.stringContaining("还有 3 天到期")]);
  });

  it("is told again after it was renewed and comes near once more", async () => {
    const contractId = await endIn(6);
    await test.time.advance(dayMs);
    await test.gateway.changeContract({ ...by, contractId, changes: { toMs: test.time.nowMs() + 37 * dayMs } });
    await test.time.advance(8 * dayMs);
    expect(await told()).toHaveLength(2);
  });

  it("is told by one of several gateways", async () => {
    await endIn(5);
    const twin = await test.openTwin();
    await test.time.advance(dayMs);
    await twin.close();
    expect(await told()).toHaveLength(1);
    expect((await test.database.rows("select count from incidents")).map(({ count }) => Number(count))).toEqual([1]);
  });
});
