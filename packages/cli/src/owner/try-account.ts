// The one-cent check: a payment of 0.01 yuan made, paid by somebody, reported by Alipay's own notification, refunded, and booked.
// Nothing else proves an installation. Works beside the running gateway, on the same data, and looks from the outside too.
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "@dedepay/gateway";
import type { HttpExchange } from "../platform/http-exchange.ts";
import type { Surroundings } from "../surroundings.ts";
import { explainMissingNotification } from "./explain-missing-notification.ts";
import { type Bilingual, StepFailure, type TriedStep } from "./try-step.ts";
import type { Owner } from "./with-owner.ts";

export interface TryOptions {
  readonly owner: Owner;
  readonly accountId: string;
  readonly product: "auto" | "direct" | "escrow" | "dual" | "page" | "wap" | "qr";
  readonly goods: "physical" | "virtual";
  readonly publicUrl: string;
  readonly waitMs: number;
  readonly exchange: HttpExchange;
  readonly surroundings: Pick<Surroundings, "nowMs" | "sleep">;
  /** Shows a person where to pay, or pays by itself. */
  readonly invite: (payUrl: string, product: string) => Promise<void>;
  /** Escrow: the buyer confirms at Alipay that the goods came, or a person is told to. */
  readonly inviteToConfirm: () => Promise<void>;
  /** Where an operator must type the seller's password. */
  readonly inviteOperator: (url: string) => void;
  readonly started: (title: Bilingual) => void;
  /** Again and again while something is waited for. */
  readonly waited: (elapsedMs: number) => void;
  readonly ended: (step: TriedStep) => void;
}

type Inspected = Awaited<ReturnType<Gateway["inspectPayment"]>>;
type Step = { name: string; title: Bilingual; run(): Promise<Bilingual> };

const trySite = { id: "dedepay-try", name: "一分钱检查 one-cent check" } as const;
const notificationWaitMs = 60_000;
const refundWaitMs = 60_000;
const pollMs = 300;

/** Every step that was taken; the last one is not ok where something is wrong. Rejects with what is no step's fault. */
export async function tryOneCent(options: TryOptions): Promise<TriedStep[]> {
  const tried: TriedStep[] = [];
  for (const step of new OneCent(options).steps()) {
    options.started(step.title);
    const startedMs = options.surroundings.nowMs();
    const done = await take(step);
    const taken = { ...done, name: step.name, title: step.title, tookMs: options.surroundings.nowMs() - startedMs };
    tried.push(taken);
    options.ended(taken);
    if (!taken.ok) break;
  }
  return tried;
}

async function take(step: Step): Promise<Pick<TriedStep, "ok" | "text" | "fix">> {
  try {
    return { ok: true, text: await step.run(), fix: [] };
  } catch (error) {
    if (error instanceof StepFailure) return { ok: false, text: error.text, fix: error.fix };
    // What the gateway refuses, in its own words.
    if (error instanceof DedepayError) return { ok: false, text: error.detail, fix: error.fix ?? [] };
    throw error;
  }
}

class OneCent {
  readonly #o: TryOptions;
  readonly #startedMs: number;
  #payment = { id: "", payUrl: "", product: "" };

  constructor(options: TryOptions) {
    this.#o = options;
    this.#startedMs = options.surroundings.nowMs();
  }

  steps(): Step[] {
    const step = (name: string, title: Bilingual, run: () => Promise<Bilingual>): Step => ({ name, title, run });
    return [
      step("gateway", { zh: "网关在运行", en: "the gateway runs" }, () => this.#reachGateway()),
      step("account", { zh: "支付宝认可密钥", en: "Alipay recognises the keys" }, () => this.#check()),
      step("payment", { zh: "建立 0.01 元的付款", en: "a payment of 0.01 is made" }, () => this.#make()),
      step("paid", { zh: "买家付款", en: "the buyer pays" }, () => this.#awaitMoney()),
      step("notified", { zh: "收到支付宝的通知", en: "Alipay's notification arrives" }, () =>
        this.#awaitNotification(),
      ),
      step("settled", { zh: "钱到卖家账户", en: "the money is the seller's" }, () => this.#awaitSettlement()),
      step("refunded", { zh: "退款", en: "refunded" }, () => this.#refund()),
      step("booked", { zh: "账目相符", en: "the books agree" }, () => this.#books()),
    ];
  }

  async #reachGateway(): Promise<Bilingual> {
    const { publicUrl } = this.#o;
    const status = await this.#statusOf(`${publicUrl}/healthz`);
    if (status === 200) return { zh: publicUrl, en: publicUrl };
    throw new StepFailure(
      {
        zh: status === undefined ? `${publicUrl} 没有网关应答` : `${publicUrl}/healthz 应答 ${status}，不是网关`,
        en:
          status === undefined
            ? `No gateway answers at ${publicUrl}`
            : `${publicUrl}/healthz answers ${status}: no gateway`,
      },
      [
        {
          zh: "先运行 dedepay serve；它在别的地址时用 --public-url 指出买家和支付宝访问它的地址",
          en: "Run dedepay serve first; where it is reached at another address, name it with --public-url",
        },
      ],
    );
  }

  async #check(): Promise<Bilingual> {
    const { owner, accountId } = this.#o;
    const check = await owner.gateway.checkAccount({ ...owner.by, accountId });
    const [finding] = check.findings;
    const asked = check.steps.filter(({ result }) => result !== "not_asked");
    if (check.verdict === "works") return joined(asked.map(({ text }) => text));
    throw new StepFailure(finding?.proof?.text ?? asked.at(-1)?.text ?? unclear, finding?.fix ?? []);
  }

  async #make(): Promise<Bilingual> {
    const { owner, accountId, product, goods, surroundings } = this.#o;
    await this.#prepareSite();
    const { payment } = await owner.gateway.createPayment({
      siteId: trySite.id,
      orderNo: `TRY-${surroundings.nowMs()}`,
      amountFen: 1n,
      subject: "一分钱检查",
      ...{ goods, product, account: accountId, requestId: owner.by.requestId },
    });
    this.#payment = { id: payment.id, payUrl: payment.pay_url, product: payment.product };
    const status = await this.#statusOf(payment.pay_url);
    if (status === 200) return { zh: `产品 ${payment.product}`, en: `product ${payment.product}` };
    throw new StepFailure(
      {
        zh: `付款页 ${payment.pay_url} 应答 ${status ?? "无"}：那里的网关用的不是这份数据`,
        en: `The pay page ${payment.pay_url} answers ${status ?? "nothing"}: the gateway there works on other data`,
      },
      [{ zh: "核对 --data、--database-url 和 --public-url", en: "Compare --data, --database-url and --public-url" }],
    );
  }

  /** No shop: it has no webhook, and nobody holds its key. */
  async #prepareSite(): Promise<void> {
    const { gateway, by } = this.#o.owner;
    const known = (await gateway.listSites()).some(({ id }) => id === trySite.id);
    if (known) return;
    const { keyId } = await gateway.registerSite({ ...by, ...trySite, mode: "test" });
    await gateway.revokeKey({ ...by, keyId });
  }

  async #awaitMoney(): Promise<Bilingual> {
    await this.#o.invite(this.#payment.payUrl, this.#payment.product);
    const inspected = await this.#until(this.#o.waitMs, ({ payment }) => payment.state !== "unpaid");
    const { state, last_error } = inspected.payment;
    if (state === "unpaid") await this.#giveUp();
    if (state !== "unpaid" && state !== "closed") return { zh: `状态 ${state}`, en: `state ${state}` };
    if (last_error !== null) throw new StepFailure(last_error.detail, incidentFixes(inspected));
    throw new StepFailure({ zh: "没有等到付款", en: "Nobody paid in time" }, [
      {
        zh: "付款页上如果出现支付宝的错误码，用 dedepay explain 错误码 查看原因",
        en: "Where Alipay's page showed a code, dedepay explain CODE says why",
      },
    ]);
  }

  /** Nobody shall find this link later and pay for nothing. */
  async #giveUp(): Promise<void> {
    const { gateway, by } = this.#o.owner;
    try {
      await gateway.closePayment({ siteId: trySite.id, paymentId: this.#payment.id, requestId: by.requestId });
    } catch (error) {
      // Alipay did not say that it is closed: the gateway closes it at its end.
      if (!(error instanceof DedepayError)) throw error;
    }
  }

  async #awaitNotification(): Promise<Bilingual> {
    const waitMs = Math.min(notificationWaitMs, this.#o.waitMs);
    const inspected = await this.#until(waitMs, ({ notifications }) => notifications.some(isBelieved));
    const found = inspected.notifications.find(isBelieved);
    if (found !== undefined) return { zh: `通知已验签 ${found.trade_status}`, en: `verified, ${found.trade_status}` };
    const { owner, accountId, surroundings } = this.#o;
    const account = await owner.gateway.getAccount(accountId);
    const { data: incidents } = await owner.gateway.listIncidents({ limit: 200 });
    const since = new Date(this.#startedMs).toISOString();
    const recent = incidents.filter((one) => one.account === accountId && one.last_seen_at >= since);
    throw explainMissingNotification({ account, incidents: recent, nowMs: surroundings.nowMs() });
  }

  /** Direct pay is there already. Escrow: shipped by the gateway, then the buyer confirms. */
  async #awaitSettlement(): Promise<Bilingual> {
    const isHeld = ({ payment }: Inspected): boolean => payment.state.startsWith("escrow_");
    const before = await this.#until(0, () => true);
    if (!isHeld(before)) return { zh: `状态 ${before.payment.state}`, en: `state ${before.payment.state}` };
    await this.#ship();
    await this.#o.inviteToConfirm();
    const { payment } = await this.#until(this.#o.waitMs, (inspected) => !isHeld(inspected));
    if (!payment.state.startsWith("escrow_")) return { zh: `状态 ${payment.state}`, en: `state ${payment.state}` };
    throw new StepFailure({
      zh: "买家没有在支付宝确认收货，钱还在支付宝；确认之后就可以退款",
      en: "The buyer has not confirmed the receipt at Alipay, which still holds the money; it can be refunded after that",
    });
  }

  /** Virtual goods are shipped by the running gateway by itself; this one does not wait for it. */
  async #ship(): Promise<void> {
    const { gateway, by } = this.#o.owner;
    const asked = { siteId: trySite.id, paymentId: this.#payment.id, requestId: by.requestId };
    await gateway.shipPayment({ ...asked, logisticsName: "无需物流", transportType: "DIRECT" });
    const isShipped = ({ payment }: Inspected): boolean => payment.state !== "escrow_paid";
    const { payment } = await this.#until(refundWaitMs, isShipped);
    if (payment.state !== "escrow_paid") return;
    throw new StepFailure({
      zh: "向支付宝发货没有成功，钱还在支付宝",
      en: "Alipay did not take the shipment; the money is still there",
    });
  }

  async #refund(): Promise<Bilingual> {
    const { owner } = this.#o;
    const before = await this.#until(0, () => true);
    // Escrow that was confirmed, and basic contracts: Alipay's interface gives nothing back. That is the contract, no fault.
    if (before.payment.state === "finished") return finishedForGood;
    const asked = { siteId: trySite.id, paymentId: this.#payment.id, reason: "一分钱检查" };
    const { refund } = await owner.gateway.requestRefund({ ...asked, ...owner.by });
    if (refund.operator_url !== null) this.#o.inviteOperator(refund.operator_url);
    const waitMs = refund.operator_url === null ? refundWaitMs : this.#o.waitMs;
    const inspected = await this.#until(waitMs, ({ payment }) => payment.refunded_fen === 1);
    if (inspected.payment.refunded_fen === 1)
      return { zh: `退款号 ${refund.request_no}`, en: `number ${refund.request_no}` };
    throw new StepFailure(
      {
        zh: `退款还没有结果（${refund.state}），网关会继续查询，不会重复退款`,
        en: `The refund has no outcome yet (${refund.state}); the gateway goes on asking and never sends it twice`,
      },
      incidentFixes(inspected),
    );
  }

  async #books(): Promise<Bilingual> {
    const { payment, postings } = await this.#o.owner.gateway.inspectPayment(this.#payment.id);
    const sums = new Map<string, number>();
    for (const { from, to, amount_fen } of postings) {
      sums.set(from, (sums.get(from) ?? 0) - amount_fen);
      sums.set(to, (sums.get(to) ?? 0) + amount_fen);
    }
    const kept = payment.state === "finished" ? 1 : 0;
    const expected = new Map([
      ["buyer", -kept],
      ["merchant", kept],
    ]);
    const agrees = [...sums].every(([name, sum]) => sum === (expected.get(name) ?? 0));
    if (agrees && ["refunded", "finished"].includes(payment.state)) {
      return { zh: `${payment.state}，${postings.length} 笔分录`, en: `${payment.state}, ${postings.length} postings` };
    }
    throw new StepFailure({
      zh: `付款状态 ${payment.state}，账目不符：GET /admin/payments/${payment.id}`,
      en: `The payment is ${payment.state} and its books do not agree: GET /admin/payments/${payment.id}`,
    });
  }

  /** The last look, whether or not it holds by then. */
  async #until(waitMs: number, holds: (inspected: Inspected) => boolean): Promise<Inspected> {
    const { owner, surroundings } = this.#o;
    const startedMs = surroundings.nowMs();
    for (;;) {
      const inspected = await owner.gateway.inspectPayment(this.#payment.id);
      const elapsedMs = surroundings.nowMs() - startedMs;
      if (holds(inspected) || elapsedMs >= waitMs) return inspected;
      this.#o.waited(elapsedMs);
      await surroundings.sleep(pollMs);
    }
  }

  async #statusOf(url: string): Promise<number | undefined> {
    try {
      return (await this.#o.exchange({ method: "GET", url })).status;
    } catch (error) {
      // A TypeError where nobody listens, a DOMException after the time-out.
      if (error instanceof TypeError || error instanceof DOMException) return undefined;
      throw error;
    }
  }
}

const finishedForGood: Bilingual = {
  zh: "交易已完结（担保交易或基础版合同），支付宝接口不再退款；这一分钱留在卖家账户",
  en: "The trade is finished (escrow, or a basic contract): Alipay's interface refunds it no more; the cent stays with the seller",
};

const unclear: Bilingual = { zh: "没有得到支付宝的明确答复", en: "No clear answer from Alipay" };

/** Others tell that the buyer opened the cashier. */
const moneyStatuses: ReadonlySet<string> = new Set([
  ...["TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_PENDING", "WAIT_SELLER_SEND_GOODS", "WAIT_BUYER_CONFIRM_GOODS"],
]);

function isBelieved({ outcome, trade_status }: Inspected["notifications"][number]): boolean {
  return ["moved", "ignored", "duplicate"].includes(outcome) && moneyStatuses.has(trade_status ?? "");
}

function incidentFixes({ incidents }: Inspected): Bilingual[] {
  return incidents.flatMap(({ title, diagnosis }) => [title, ...(diagnosis?.findings[0]?.fix ?? [])]).slice(0, 4);
}

function joined(texts: readonly Bilingual[]): Bilingual {
  return { zh: texts.map(({ zh }) => zh).join("，"), en: texts.map(({ en }) => en).join(", ") };
}
