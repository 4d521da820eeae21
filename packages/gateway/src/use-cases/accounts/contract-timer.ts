// Tells the owner 30 and 7 days before a contract ends, each once. Several processes may run it: what was told stands in the store.
import { beijingTime } from "@dedepay/alipay";
import type { TimerHandle } from "../../platform/platform.ts";
import { listEndingContracts, recordContractWarning } from "../../store/contracts.ts";
import type { ContractsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import { openIncident } from "../incidents/open-incident.ts";

const dayMs = 24 * 3600 * 1000;
/** A warning may be late by this much, which is nothing beside seven days. */
const lookEveryMs = 6 * 3600 * 1000;
/** Whoever looks for the first time five days before the end hears of the seven days only. */
const warnings = [
  { daysBefore: 30, notWithinDays: 7 },
  { daysBefore: 7, notWithinDays: 0 },
] as const;

export class ContractTimer {
  readonly #context: Context;
  #timer: TimerHandle | undefined;
  #running: Promise<void> | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#running;
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#context.platform.timers.after(delayMs, () => this.#tick());
  }

  async #tick(): Promise<void> {
    this.#running = this.#look();
    await this.#running;
    this.#running = undefined;
    if (this.#timer !== undefined) this.#schedule(lookEveryMs);
  }

  async #look(): Promise<void> {
    try {
      await warnOfEndingContracts(this.#context);
    } catch (error) {
      // Whatever the store said: the next look is soon enough.
      this.#context.log.error({ error: error instanceof Error ? error.name : "unknown" }, "contracts not looked at");
    }
  }
}

/** Answers how many warnings went out. Throws 1001. */
export async function warnOfEndingContracts(context: Context): Promise<number> {
  const nowMs = context.nowMs();
  let told = 0;
  for (const { daysBefore, notWithinDays } of warnings) {
    const between = { afterMs: nowMs + notWithinDays * dayMs, untilMs: nowMs + daysBefore * dayMs };
    const ending = await context.store.run((db) => listEndingContracts(db, between));
    for (const contract of ending) if (await warn(context, contract, daysBefore)) told += 1;
  }
  if (told > 0) context.wakeRelay();
  return told;
}

async function warn(context: Context, contract: ContractsTable, daysBefore: number): Promise<boolean> {
  const { id, accountId, product, toMs } = contract;
  if (toMs === null) return false;
  return context.store.inTransaction(async (db) => {
    const nowMs = context.nowMs();
    if (!(await recordContractWarning(db, { contractId: id, toMs, daysBefore, warnedAtMs: nowMs }))) return false;
    const left = Math.ceil((toMs - nowMs) / dayMs);
    const end = beijingTime(toMs).slice(0, 16);
    await openIncident(context, db, {
      cause: "contract-expired-or-suspended",
      group: `contract-ends:${id}:${toMs}:${daysBefore}`,
      title: {
        zh: `账户 ${accountId} 的签约产品 ${product} 还有 ${left} 天到期（北京时间 ${end}），请及时续签`,
        en: `The contract for ${product} of account ${accountId} ends in ${left} days (${end} Beijing time); renew it`,
      },
      accountId,
      evidence: { contractId: id, product, end, daysLeft: left },
    });
    return true;
  });
}
