import { createHash } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DiagnosisAnswer, DiagnosisJob, Diagnostician } from "../../platform/diagnostician.ts";
import { mapiNotification } from "../../testing/fake-alipay.ts";
import { openTestGateway, type TestGateway } from "../../testing/test-gateway.ts";
import { testMd5Key, testPartner } from "../../testing/test-identity.ts";
import type { IncidentDocument } from "../incidents/describe-incident.ts";

let test: TestGateway;

afterEach(async () => {
  await test.close();
});

/** A doctor whose answers wait until they are let go. */
class SlowDoctor implements Diagnostician {
  readonly jobs: DiagnosisJob[] = [];
  readonly #waiting: ((answer: DiagnosisAnswer) => void)[] = [];

  examine(job: DiagnosisJob): Promise<DiagnosisAnswer> {
    this.jobs.push(job);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  answer(answer: DiagnosisAnswer): void {
    for (const resolve of this.#waiting.splice(0)) resolve(answer);
  }

  async close(): Promise<void> {
    this.answer({ kind: "failed", why: "closed" });
  }
}

const empty = { kind: "done", diagnosis: { recognised: [], findings: [], inOrder: [], needs: [] } } as const;

/** What Alipay would post, with one field added on the way, as frameworks do. */
function tampered(): { body: Buffer; sign: string } {
  const trade = test.alipay.trade("T1", { status: "TRADE_SUCCESS", totalFen: 1234n });
  const body = mapiNotification(trade).toString("latin1");
  return {
    body: Buffer.from(`${body}&total_fee=99.00`.replace("total_fee=12.34&", ""), "latin1"),
    sign: /sign=([0-9a-f]{32})/.exec(body)?.[1] ?? "",
  };
}

async function post(rawBody: Uint8Array, accountId = "mapi"): Promise<string> {
  return (await test.gateway.acceptNotification({ accountId, rawBody, requestId: "req_n" })).answer;
}

async function incident(): Promise<IncidentDocument | undefined> {
  return (await test.incidents())[0];
}

describe("a notification that does not verify", () => {
  it("is answered before its diagnosis ends, and gets the finding later", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    expect(await post(tampered().body)).toBe("fail");
    expect(await incident()).toMatchObject({ cause: "notification-not-verified", diagnosis: null });
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    doctor.answer(empty);
    await vi.waitFor(async () => expect((await incident())?.diagnosis).toMatchObject({ findings: [] }));
  });

  it("is examined with the keys of its own account only", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    await post(tampered().body);
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    expect(doctor.jobs[0]?.context.accounts).toMatchObject([
      { name: "mapi", partner: testPartner, md5Key: testMd5Key, contracts: [{}, {}, {}] },
    ]);
  });

  it("names the cause in the incident, and gives out neither a key nor the right signature", async () => {
    test = await openTestGateway();
    const trade = test.alipay.trade("T1", { status: "TRADE_SUCCESS", totalFen: 1234n });
    const body = mapiNotification(trade).toString("latin1");
    const right = /(?:^|&)sign=([0-9a-f]{32})/.exec(body)?.[1] ?? "";
    await post(Buffer.from(body.replace(right, createHash("md5").update("wrong").digest("hex")), "latin1"));
    await vi.waitFor(async () => expect((await incident())?.diagnosis).not.toBeNull(), 15_000);
    const shown = JSON.stringify(await test.incidents());
    expect(shown).not.toContain(right);
    for (const secret of test.secrets) expect(shown).not.toContain(secret);
  });

  it("says which field was added on the way", async () => {
    test = await openTestGateway();
    const trade = test.alipay.trade("T1", { status: "TRADE_SUCCESS", totalFen: 1234n });
    await post(Buffer.from(`${mapiNotification(trade).toString("latin1")}&dopost=return`, "latin1"));
    await vi.waitFor(async () => expect((await incident())?.diagnosis).not.toBeNull(), 15_000);
    expect((await incident())?.diagnosis?.findings[0]).toMatchObject({
      cause: "extra-field-in-notification",
      confidence: "proven",
    });
  });

  it("keeps its incident where the doctor fails", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    await post(tampered().body);
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    doctor.answer({ kind: "too_long" });
    await vi.waitFor(() => expect(test.logLines.join("\n")).toContain("no diagnosis"));
    expect(await incident()).toMatchObject({ diagnosis: null, count: 1 });
  });

  it("is not examined again while the same trouble goes on, and not at all for an unknown account", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    await post(tampered().body);
    await post(tampered().body);
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    doctor.answer(empty);
    await vi.waitFor(async () => expect((await incident())?.diagnosis).not.toBeNull());
    await post(tampered().body);
    await post(tampered().body, "nobody");
    await test.incidents();
    expect(doctor.jobs).toHaveLength(1);
  });
});

describe("a call which Alipay refuses", () => {
  it("becomes an incident with a finding where the owner has to mend something", async () => {
    test = await openTestGateway();
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    test.alipay.mood = { refuses: "ILLEGAL_SIGN" };
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "req_q" });
    const found = (await test.gateway.inspectPayment(payment.id)).incidents;
    expect(found).toMatchObject([{ account: "mapi", evidence: { alipayCode: "ILLEGAL_SIGN" } }]);
    await vi.waitFor(async () => expect((await incident())?.diagnosis).not.toBeNull(), 15_000);
    expect((await incident())?.diagnosis?.findings.length).toBeGreaterThan(0);
  });

  it("is no incident where only Alipay can mend it", async () => {
    test = await openTestGateway();
    const payment = await test.pay();
    await test.gateway.openPayment({ paymentId: payment.id, device: "desktop", requestId: "req_o" });
    test.alipay.mood = { refuses: "SYSTEM_ERROR" };
    await test.gateway.confirmByQuery({ paymentId: payment.id, requestId: "req_q" });
    expect(await test.incidents()).toEqual([]);
  });
});

describe("evidence which a site brings", () => {
  it("is examined with the accounts of that site, and nobody else's", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    const ask = (siteId: string) => test.gateway.diagnoseEvidence({ siteId, evidence: "x", requestId: "req_d" });
    await test.pay({ account: "openapi", product: "page" });
    const mine = ask(test.siteId);
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    expect(doctor.jobs[0]?.context.accounts?.map(({ name }) => name)).toEqual(["openapi"]);
    await expect(ask(test.siteId)).rejects.toMatchObject({ unified: 1008 });
    const other = await test.gateway.registerSite({ name: "另一家", requestId: "req_s" });
    const theirs = ask(other.siteId);
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(2));
    expect(doctor.jobs[1]?.context.accounts).toEqual([]);
    doctor.answer(empty);
    expect(await mine).toMatchObject({ findings: [] });
    await theirs;
  });

  it("that takes too long is 1014 with what to do, and moved no money", async () => {
    const doctor = new SlowDoctor();
    test = await openTestGateway({ diagnostician: doctor });
    const asked = test.gateway.diagnoseEvidence({ siteId: test.siteId, evidence: "x", requestId: "req_d" });
    await vi.waitFor(() => expect(doctor.jobs).toHaveLength(1));
    doctor.answer({ kind: "too_long" });
    await expect(asked).rejects.toMatchObject({ unified: 1014, money: "none", retry: "after_fix" });
  });

  it("never brings out a signature that was not brought", async () => {
    test = await openTestGateway();
    await test.pay();
    const trade = test.alipay.trade("T1", { status: "TRADE_SUCCESS", totalFen: 999n });
    const body = mapiNotification(trade).toString("latin1");
    const right = /(?:^|&)sign=([0-9a-f]{32})/.exec(body)?.[1] ?? "";
    for (const evidence of [
      body.replace(`sign=${right}`, "sign=00000000000000000000000000000000"),
      body.replace(`&sign=${right}`, "").replace(`sign=${right}&`, ""),
    ]) {
      const diagnosis = await test.gateway.diagnoseEvidence({ siteId: test.siteId, evidence, requestId: "req_d" });
      const shown = JSON.stringify(diagnosis);
      expect(shown).not.toContain(right);
      expect(shown).not.toContain(testMd5Key);
    }
  });
});
