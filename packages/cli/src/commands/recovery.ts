// `dedepay recovery`: how far a restored ledger is, and its end.
import { type LedgerDesk, openLedgerDesk, type RecoveryDocument } from "@dedepay/gateway";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type LedgerFlags, ledgerChoice } from "../ledger-choice.ts";
import { onLedger } from "../ledger-failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { beijingText } from "../terminal/beijing-text.ts";
import { textTable } from "../terminal/text-table.ts";

export type RecoveryFlags = LedgerFlags & { acceptUnclear?: true; takenAt?: number; json?: true };

type Known = Exclude<RecoveryDocument, { state: "none" }>;

/** Exit code 1 while something is unclear. */
export async function recoveryStatus(flags: RecoveryFlags, surroundings: Surroundings): Promise<ExitCode> {
  const recovery = await withDesk(flags, (desk) => desk.describeRecovery());
  show(recovery, flags, surroundings);
  const isOver = recovery.state === "none" || recovery.state === "ended";
  return isOver || (recovery.state === "asked" && !isUnclear(recovery)) ? exitCode.fine : exitCode.foundProblem;
}

export async function recoveryEnd(flags: RecoveryFlags, surroundings: Surroundings): Promise<ExitCode> {
  const ended = await withDesk(flags, async (desk) => {
    const before = await desk.describeRecovery();
    if (!flags.json && before.state !== "none" && isUnclear(before)) show(before, flags, surroundings);
    const actor = `cli:${surroundings.userName}`;
    return desk.endRecovery({ acceptUnclear: flags.acceptUnclear === true, actor });
  });
  if (flags.json) surroundings.out(`${JSON.stringify(ended)}\n`);
  else
    surroundings.out(
      "恢复模式已结束：退款和通知照常进行 · recovery mode is over: refunds and deliveries go on\n" +
        "运行中的网关最多十五秒后知道 · a running gateway notices within fifteen seconds\n",
    );
  return exitCode.fine;
}

export async function recoveryBegin(
  flags: RecoveryFlags & { takenAt: number },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const recovery = await withDesk(flags, async (desk) => {
    await desk.markRestored({ takenAtMs: flags.takenAt });
    return desk.describeRecovery();
  });
  if (flags.json) surroundings.out(`${JSON.stringify(recovery)}\n`);
  else
    surroundings.out(
      "账本已标记为从备份恢复。现在启动（或重启全部）网关 · marked as restored; now start, or restart, every gateway\n",
    );
  return exitCode.fine;
}

function isUnclear({ payments, unclear }: Known): boolean {
  return payments.unanswered + unclear.refunds.length + unclear.parked.length > 0;
}

async function withDesk<T>(flags: LedgerFlags, work: (desk: LedgerDesk) => Promise<T>): Promise<T> {
  return onLedger(async () => {
    const desk = await openLedgerDesk(ledgerChoice(flags));
    try {
      return await work(desk);
    } finally {
      await desk.close();
    }
  });
}

function show(recovery: RecoveryDocument, flags: RecoveryFlags, { out }: Surroundings): void {
  if (flags.json) {
    out(`${JSON.stringify(recovery)}\n`);
    return;
  }
  if (recovery.state === "none") {
    out("账本没有从备份恢复过，不在恢复模式 · never restored, not in recovery mode\n");
    return;
  }
  out(`${stateText[recovery.state]}\n\n`);
  const { payments, unclear, found, held } = recovery;
  const [from, to] = [recovery.backup_at, recovery.restored_at].map((at) => beijingText(Date.parse(at))) as [
    string,
    string,
  ];
  const rows = [
    ["备份时间 back-up taken at", from],
    ["恢复时间 restored at", to],
    ["需要查询的支付 payments to ask about", String(payments.concerned)],
    ["没有明确答复 without a clear answer", String(payments.unanswered)],
    ["查到的变化 changes found", String(found.length)],
    ["暂缓发送 held back", held.map(({ kind, rows: count }) => `${kind} ${count}`).join(", ") || "0"],
  ];
  out(`${textTable(rows)}\n`);
  list(
    "查到的变化 · found",
    found.map((one) => [one.order_no, one.event, one.payment]),
    out,
  );
  list(
    "没有明确答复的支付 · payments without a clear answer",
    unclear.payments.map((one) => [
      one.order_no,
      one.state,
      one.account,
      one.asked ? "问过 asked" : "未问 not asked yet",
    ]),
    out,
  );
  list(
    "结果未知的退款 · refunds of unknown outcome",
    unclear.refunds.map((one) => [one.refund, one.payment, `${one.amount_fen} fen`, one.state]),
    out,
  );
  list(
    "账本不认识的订单 · orders that the ledger does not know",
    unclear.parked.map((one) => [one.account, one.out_trade_no ?? "", one.trade_no ?? "", one.trade_status ?? ""]),
    out,
  );
  if (recovery.state === "ended") return;
  out(
    `\n备份之后新建的支付，这里没有记录：请把 ${from} 到 ${to} 的支付宝账单与网站订单核对\n` +
      `Payments made after the back-up are not known here: compare Alipay's bill from ${from} to ${to} with your orders\n`,
  );
}

const stateText: Readonly<Record<Known["state"], string>> = {
  waiting: "等待网关启动 · waiting for a gateway to start",
  asking: "正在向支付宝查询 · asking Alipay",
  asked: "已问清，等待结束（dedepay recovery end） · all answered, waiting for its end",
  ended: "恢复已结束 · recovery is over",
};

const mostLines = 20;

function list(title: string, rows: readonly (readonly string[])[], out: (text: string) => void): void {
  if (rows.length === 0) return;
  const rest = rows.length - mostLines;
  out(`\n${title}\n${textTable(rows.slice(0, mostLines).map((row) => ["  ", ...row]))}\n`);
  if (rest > 0) out(`   … ${rest} 更多，用 --json 看全部 · ${rest} more, --json shows them\n`);
}
