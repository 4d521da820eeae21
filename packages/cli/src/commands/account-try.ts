// `dedepay account try`: one cent all the way, guided on the terminal; a report of each step with the time it took.
import { renderUnicodeCompact } from "uqr";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { findingLines } from "../owner/account-text.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { type TryOptions, tryOneCent } from "../owner/try-account.ts";
import { type Bilingual, StepFailure, type TriedStep } from "../owner/try-step.ts";
import { withOwner } from "../owner/with-owner.ts";
import { httpExchange } from "../platform/http-exchange.ts";
import { Buyer } from "../smoke/buyer.ts";
import type { Way } from "../smoke/way.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface TryFlags extends OwnerFlags {
  readonly product?: Exclude<TryOptions["product"], "auto">;
  readonly goods: "physical" | "virtual";
  readonly wait: number;
  readonly simulatedBuyer?: true;
}

const clearLine = "\r\u001b[2K";

/** Exit code 1: a step failed, and the doctor says why. */
export async function tryAccount(accountId: string, flags: TryFlags, surroundings: Surroundings): Promise<ExitCode> {
  const progress = new Progress(flags, surroundings);
  const steps = await withOwner({ flags, surroundings }, async (owner) => {
    const { environment } = await owner.gateway.getAccount(accountId);
    if (flags.simulatedBuyer === true && environment !== "simulator") throw notSimulated(environment);
    if (environment === "production") progress.say(realMoney);
    return tryOneCent({
      ...{ owner, accountId, surroundings, goods: flags.goods, waitMs: flags.wait, exchange: httpExchange },
      product: flags.product ?? "auto",
      publicUrl: flags.publicUrl.replace(/\/+$/, ""),
      ...(flags.simulatedBuyer === true ? simulatedBuyer(accountId) : personAt(progress)),
      inviteOperator: (url) =>
        progress.say({ zh: `请在这里输入支付密码：${url}`, en: `Type the payment password here: ${url}` }),
      started: (title) => progress.started(title),
      waited: (elapsedMs) => progress.waited(elapsedMs),
      ended: (step) => progress.ended(step),
    });
  });
  const ok = steps.every((step) => step.ok);
  if (flags.json === true) surroundings.out(`${JSON.stringify(documentOf(accountId, steps), undefined, 2)}\n`);
  else surroundings.out(reportText(steps, { isShown: surroundings.isTerminal }));
  return ok ? exitCode.fine : exitCode.foundProblem;
}

type Invitations = Pick<TryOptions, "invite" | "inviteToConfirm">;

function personAt(progress: Progress): Invitations {
  return {
    invite: async (payUrl) => progress.invite(payUrl),
    inviteToConfirm: async () =>
      progress.say({
        zh: "担保交易：请买家在支付宝里确认收货",
        en: "Escrow: the buyer confirms the receipt in Alipay",
      }),
  };
}

function simulatedBuyer(account: string): Invitations {
  let buyer: Buyer | undefined;
  return {
    invite: async (payUrl, product) => {
      const way: Way = {
        ...{ id: "try", zh: "一分钱检查", account, goods: "virtual", device: product === "wap" ? "phone" : "desktop" },
        ...{ escrow: false, notifiedTwice: false, webhookRefusals: 0, product: product as Way["product"] },
        ...(product === "dual" && { choose: "instant" as const }),
      };
      buyer = new Buyer(httpExchange, way);
      const paying = buyer;
      await asStep("模拟买家没能付款", "The simulated buyer could not pay", () => paying.pay(payUrl, way));
    },
    inviteToConfirm: async () => {
      await asStep("模拟买家没能确认收货", "The simulated buyer could not confirm", async () =>
        buyer?.confirmReceipt(),
      );
    },
  };
}

/** The buyer quotes the page that was in the way. */
async function asStep(zh: string, en: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StepFailure({ zh: `${zh}：${error.message}`, en: `${en}: ${error.message}` }, [], { cause: error });
  }
}

/** One line that lives while a step is under way; on a terminal only. */
class Progress {
  readonly #surroundings: Surroundings;
  readonly #isQuiet: boolean;
  #title: Bilingual = { zh: "", en: "" };

  constructor(flags: TryFlags, surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#isQuiet = flags.json === true;
  }

  say({ zh, en }: Bilingual): void {
    if (!this.#isQuiet) this.#surroundings.err(`${zh}\n${en}\n`);
  }

  invite(payUrl: string): void {
    if (this.#isQuiet) this.#surroundings.err(`${payUrl}\n`);
    this.#clear();
    this.say({
      zh: `请用手机扫码或打开链接，付 0.01 元：\n${payUrl}`,
      en: "Scan it with a phone or open the link, and pay 0.01 yuan",
    });
    if (this.#isLive) this.#surroundings.err(`${renderUnicodeCompact(payUrl)}\n`);
  }

  started(title: Bilingual): void {
    this.#title = title;
    this.waited(0);
  }

  waited(elapsedMs: number): void {
    const { zh, en } = this.#title;
    const time = elapsedMs < 1000 ? "" : `  ${Math.floor(elapsedMs / 1000)} s`;
    if (this.#isLive) this.#surroundings.err(`${clearLine}… ${zh} ${en}${time}`);
  }

  ended({ ok, title, tookMs, text }: TriedStep): void {
    if (!this.#isLive) return;
    const seen = ok ? `  ${text.zh}` : "";
    this.#surroundings.err(`${clearLine}${ok ? "✓" : "✗"} ${title.zh} ${title.en}  ${secondsOf(tookMs)}${seen}\n`);
  }

  get #isLive(): boolean {
    return this.#surroundings.isTerminal && !this.#isQuiet;
  }

  #clear(): void {
    if (this.#isLive) this.#surroundings.err(clearLine);
  }
}

/** Where each step was shown as it ended, only what it comes to. */
function reportText(steps: readonly TriedStep[], o: { isShown: boolean }): string {
  const rows = steps.map(({ ok, title, tookMs, text }) => [
    ...[ok ? "✓" : "✗", `${title.zh} ${title.en}`, secondsOf(tookMs)],
    ok ? text.zh : "",
  ]);
  const failed = steps.find(({ ok }) => !ok);
  const end =
    failed === undefined
      ? ["一分钱走完了全程：这个账户可以收款 · one cent went all the way: this account works"]
      : findingLines(failed.text, failed.fix);
  return `${[...(o.isShown ? [] : [textTable(rows)]), "", ...end].join("\n")}\n`;
}

function documentOf(account: string, steps: readonly TriedStep[]): unknown {
  return {
    account,
    ok: steps.every(({ ok }) => ok),
    steps: steps.map(({ name, ok, tookMs, text, fix }) => ({ name, ok, took_ms: tookMs, text, fix })),
  };
}

function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

const realMoney: Bilingual = {
  zh: "这是正式账户：会真的付 0.01 元，随后退回；支付宝可能收取手续费",
  en: "This is a production account: 0.01 yuan are really paid and sent back; Alipay may keep its fee",
};

function notSimulated(environment: string): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `账户属于 ${environment}，没有模拟买家；请用自己的支付宝付款`,
    en: `The account is of ${environment}, which has no simulated buyer; pay with an Alipay of your own`,
  });
}
