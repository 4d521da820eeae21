// Can the gateway do its work, and what will soon keep it from it? Texts for the owner in both languages; no ids, no
// figures of business, because anybody may ask.

import { type AccountRow, listAccountRows } from "../../store/accounts.ts";
import {
  countUnknownPayments,
  listRefusals,
  listSchemaSteps,
  oldestDue,
  tryToWrite,
} from "../../store/ledger-figures.ts";
import { migrations } from "../../store/migrations.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";

export type ReadinessCheck = {
  name: "store" | "migrations" | "accounts" | "recovery" | "outbox" | "queries" | "clock" | "disk";
  ready: boolean;
  /** Where it is not ready nothing can be paid, or nothing be acknowledged; otherwise somebody should look. */
  blocks: boolean;
  zh: string;
  en: string;
};

const minuteMs = 60_000;
/** Two polls of a relay and a long delivery. */
const stuckAfterMs = 5 * minuteMs;
const unknownAfterMs = 60 * minuteMs;
const refusedForMs = 24 * 60 * minuteMs;
/** Alipay's time limits are minutes; a minute off is no accident any more. */
const clockLimitMs = minuteMs;
const megabyte = 1024 * 1024;
const littleSpace = { bytes: 500 * megabyte, share: 0.05 };
const noSpaceBytes = 20 * megabyte;
const queryServices: readonly unknown[] = ["single_trade_query", "alipay.trade.query"];

type Sentence = { zh: string; en: string };

function check(
  name: ReadinessCheck["name"],
  o: { bad: boolean; blocks: boolean; fine: Sentence; not: Sentence },
): ReadinessCheck {
  return { name, ready: !o.bad, blocks: o.blocks, ...(o.bad ? o.not : o.fine) };
}

type Readying = Pick<Context, "store" | "recovery" | "log" | "diskSpace" | "clockAheadMs" | "nowMs">;

/** Never throws: a store that is down is the first answer, and the reason is in the log. */
export async function checkReadiness(context: Readying): Promise<ReadinessCheck[]> {
  const disk = await diskCheck(context);
  try {
    await context.store.inTransaction(tryToWrite);
    const recovering = await context.recovery.look();
    const stored = await context.store.run(async (db) => {
      const enabled = (await listAccountRows(db)).filter(({ disabledAtMs }) => disabledAtMs === null);
      return [
        storeCheck(false),
        await migrationCheck(db),
        accountCheck(enabled),
        recoveryCheck(recovering),
        await outboxCheck(db, { nowMs: context.nowMs(), recovering }),
        await queryCheck(db, { nowMs: context.nowMs(), enabled }),
      ];
    });
    return [...stored, clockCheck(context.clockAheadMs()), ...disk];
  } catch (error) {
    context.log.error({ error: String(error) }, "store not ready");
    return [storeCheck(true), clockCheck(context.clockAheadMs()), ...disk];
  }
}

function storeCheck(bad: boolean): ReadinessCheck {
  return check("store", {
    bad,
    blocks: true,
    fine: { zh: "数据库可以读写。", en: "The database can be read and written." },
    not: {
      zh: "数据库无法读写：支付宝的通知不会被确认，会重发。",
      en: "The database can't be read or written: notifications are not acknowledged, Alipay sends them again.",
    },
  });
}

async function migrationCheck(db: Db): Promise<ReadinessCheck> {
  const applied = new Set(await listSchemaSteps(db));
  const missing = migrations.filter(({ name }) => !applied.has(name)).length;
  const isNewer = applied.size > migrations.length - missing;
  if (missing === 0 && isNewer)
    return {
      name: "migrations",
      ready: false,
      blocks: false,
      zh: "数据库已被更新版本的程序升级，请升级这个进程。",
      en: "A newer version has upgraded the database: upgrade this process, too.",
    };
  return check("migrations", {
    bad: missing > 0,
    blocks: true,
    fine: { zh: "数据库结构是最新的。", en: "The database's schema is up to date." },
    not: { zh: "数据库结构不完整，请重启网关。", en: "The database's schema is incomplete: restart the gateway." },
  });
}

function accountCheck(enabled: readonly AccountRow[]): ReadinessCheck {
  return check("accounts", {
    bad: enabled.length === 0,
    blocks: true,
    fine: { zh: "已登记支付宝账户。", en: "An Alipay account is registered." },
    not: {
      zh: "没有可用的支付宝账户（未登记或已停用），不能收款。",
      en: "No Alipay account is registered and enabled: nothing can be paid.",
    },
  });
}

function recoveryCheck(bad: boolean): ReadinessCheck {
  return check("recovery", {
    bad,
    blocks: false,
    fine: { zh: "账本不在恢复模式。", en: "The ledger is not in recovery mode." },
    not: {
      zh: "账本从备份恢复，恢复模式中：能收款，不退款、不通知网站，直到运行 dedepay recovery end。",
      en: "Restored from a back-up, in recovery mode: payments work, no refunds and no deliveries until dedepay recovery end.",
    },
  });
}

async function outboxCheck(db: Db, o: { nowMs: number; recovering: boolean }): Promise<ReadinessCheck> {
  const waiting = await oldestDue(db, o.nowMs - stuckAfterMs);
  return check("outbox", {
    bad: waiting.length > 0 && !o.recovering,
    blocks: false,
    fine: { zh: "待发送的通知没有积压。", en: "Nothing that is owed is overdue." },
    not: {
      zh: "有到期的通知超过五分钟没有被处理：发件箱卡住了，请看日志。",
      en: "Rows have been due for over five minutes and nobody took them: the outbox is stuck, look into the log.",
    },
  });
}

async function queryCheck(db: Db, o: { nowMs: number; enabled: readonly AccountRow[] }): Promise<ReadinessCheck> {
  const { nowMs, enabled } = o;
  // Learnt is what Alipay said of the right to query; the refusals tell of the other reasons, too.
  if (enabled.some(({ canQuery }) => canQuery === "no") || (await accountsUnableToQuery(db, nowMs)) > 0)
    return {
      name: "queries",
      ready: false,
      blocks: false,
      zh: "有账户不能查询交易：通知一旦丢失就无法找回。请看事件列表，或运行 dedepay account check。",
      en: "An account cannot recover a lost notification: it can't query its trades. See the incidents, or run dedepay account check.",
    };
  const { oldestMs } = await countUnknownPayments(db);
  return check("queries", {
    bad: oldestMs !== undefined && nowMs - oldestMs >= unknownAfterMs,
    blocks: false,
    fine: { zh: "支付宝的查询有明确答复。", en: "Alipay answers questions clearly." },
    not: {
      zh: "有支付超过一小时得不到支付宝的明确答复。",
      en: "For over an hour Alipay has given no clear answer about some payment.",
    },
  });
}

/** Whoever may not query is refused again with each payment: a day without a refusal means that it was mended. */
async function accountsUnableToQuery(db: Db, nowMs: number): Promise<number> {
  const unable = new Set<string>();
  for (const { accountId, evidenceJson, lastSeenAtMs } of await listRefusals(db)) {
    const { service } = JSON.parse(evidenceJson) as { service?: unknown };
    if (queryServices.includes(service) && nowMs - lastSeenAtMs < refusedForMs) unable.add(accountId);
  }
  return unable.size;
}

function clockCheck(aheadMs: number | undefined): ReadinessCheck {
  const seconds = Math.round((aheadMs ?? 0) / 1000);
  const zh = seconds > 0 ? `快 ${seconds} 秒` : `慢 ${-seconds} 秒`;
  const en = seconds > 0 ? `${seconds} s ahead of` : `${-seconds} s behind`;
  return check("clock", {
    bad: Math.abs(aheadMs ?? 0) >= clockLimitMs,
    blocks: false,
    fine: { zh: "时钟与支付宝一致，或还没有比较过。", en: "The clock agrees with Alipay's, or was not compared yet." },
    not: {
      zh: `服务器时钟比支付宝${zh}：请校时（chronyc、ntpdate）。`,
      en: `The server's clock is ${en} Alipay's: set it (chronyc, ntpdate).`,
    },
  });
}

/** None for a database server, whose disk we don't see. */
async function diskCheck(context: Readying): Promise<ReadinessCheck[]> {
  const space = await context.diskSpace?.();
  if (space === undefined) return [];
  const { freeBytes, totalBytes } = space;
  const isFull = freeBytes < noSpaceBytes;
  return [
    check("disk", {
      bad: isFull || (freeBytes < littleSpace.bytes && freeBytes < totalBytes * littleSpace.share),
      blocks: isFull,
      fine: { zh: "磁盘空间足够。", en: "There is room on the disk." },
      not: isFull
        ? {
            zh: "磁盘已满：通知不会被确认。请立即腾出空间。",
            en: "The disk is full: notifications are not acknowledged. Make room now.",
          }
        : {
            zh: "磁盘快满了，请腾出空间或清理旧数据（dedepay purge）。",
            en: "The disk is nearly full: make room, or purge old rows (dedepay purge).",
          },
    }),
  ];
}
