// The plan of an installation as text: what, why, which files, which diff. Chinese first. Shows no secret.
import { formatYuan } from "@dedepay/alipay";
import { maskAccount, maskSecret } from "../formats/mask.ts";
import type { BilingualText } from "../inspect/inspection-finding.ts";
import { wayNames } from "./choose-way.ts";
import { countLines, diffOfChange } from "./diff-of-change.ts";
import { ownFolders } from "./drop-in-files.ts";
import type { FileChange } from "./file-change.ts";
import type { TrimmedValue } from "./import-settings.ts";
import type { AccountPlan, InstallPlan } from "./install-plan.ts";

const shownOrders = 10;

export type RenderPlanOptions = {
  /** Rows of cells in columns which line up. */
  readonly table: (rows: readonly (readonly string[])[]) => string;
  readonly wholeDiffPath: string;
  readonly backupPath: string;
};

export function renderPlan(plan: InstallPlan, { table, wholeDiffPath, backupPath }: RenderPlanOptions): string {
  const { choice, address } = plan;
  const name = wayNames[choice.way];
  const rows = [
    ["网站 · shop", `${address.url}  (${plan.folder})`],
    ["程序 · CMS", plan.version],
    ["网关 · gateway", plan.gateway],
    ["站点编号 · site id", address.siteId],
    ["接入方式 · way in", `${name.zh} · ${name.en}`],
    ["", `${choice.why.zh}`],
    ["", `${choice.why.en}`],
    ...choice.others.flatMap(({ way, why }) => [
      ["不选 · not", `${wayNames[way].zh}：${why.zh}`],
      ["", `${wayNames[way].en}: ${why.en}`],
    ]),
    ...accountRows(plan.account),
  ];
  return [
    "安装计划，还没有改动任何文件 · the plan; nothing has been changed yet\n",
    table(rows),
    `\n要写的 ${plan.changes.length} 个文件 · ${plan.changes.length} files to write\n`,
    table(changeRows(plan.changes)),
    ...plan.changes.filter(({ step }) => step !== "drop-in").map((change) => `\n${diffOfChange(change).trimEnd()}`),
    `\n全部改动的逐行对照 · the whole diff: ${wholeDiffPath}`,
    `原文件备份在 · originals are kept in: ${backupPath}`,
    ...[...plan.warnings, ...plan.notDone].map(({ zh, en }) => `! ${zh}\n  ${en}`),
    ...openOrders(plan),
    ...stayOpen(plan.staysOpen),
    "",
  ].join("\n");
}

function accountRows(account: AccountPlan): string[][] {
  if (account.kind === "known") {
    return [
      ["支付宝账户 · account", `网关里已有 · in the gateway already: ${account.accountId} (${account.identity})`],
    ];
  }
  const { imported, accountId } = account;
  return [
    ["支付宝账户 · account", `从网站设置导入 · imported from the shop's settings: ${accountId}`],
    [
      "",
      `PID ${imported.partner}，密钥 key ${maskSecret(imported.md5Key)}，账号 ${imported.seller === "" ? "（无 none）" : maskAccount(imported.seller)}`,
    ],
    ...imported.trimmed.map((value) => ["", trimmedText(value)]),
    ["", `接口 ${imported.service} → 签约 ${imported.product}（按设置登记，请到支付宝商家中心核对）`],
    [
      "",
      `${imported.service} → contract ${imported.product}, as the settings say; compare with Alipay's merchant centre`,
    ],
    ["", "收款方改用 PID 表示：邮箱以后改了也不会报 SELLER_NOT_EXIST；邮箱须是这个 PID 自己的账号"],
    [
      "",
      "the seller is named by PID, so a changed e-mail no longer matters; the e-mail must be this PID's own account",
    ],
  ];
}

export function trimmedText({ field, before, after }: TrimmedValue): string {
  return `已去掉 ${field} 前面 ${before} 个、后面 ${after} 个空白 · blanks taken off ${field}: ${before} before, ${after} after`;
}

/** The many small files of our own folder as one row. */
function changeRows(changes: readonly FileChange[]): string[][] {
  const shared = changes.filter(({ path, before }) => before === undefined && ownFolders.has(folderOf(path)));
  const folder = folderOf(shared[0]?.path ?? "");
  const lines = shared.reduce((sum, change) => sum + countLines(diffOfChange(change)).added, 0);
  const row = ["  新增 new", `${folder}/ (${shared.length})`, `+${lines} -0`, whyText(shared[0])];
  const first = changes.findIndex((change) => shared.includes(change));
  return changes.flatMap((change, index) => {
    if (index === first && shared.length > 1) return [row];
    return shared.length > 1 && shared.includes(change) ? [] : [changeRow(change)];
  });
}

function changeRow(change: FileChange): string[] {
  const { added, removed } = countLines(diffOfChange(change));
  const kind = change.before === undefined ? "新增 new" : change.step === "drop-in" ? "替换 replaced" : "修改 edited";
  return [`  ${kind}`, change.path, `+${added} -${removed}`, whyText(change)];
}

function whyText(change: FileChange | undefined): string {
  return change === undefined ? "" : `${change.why.zh} · ${change.why.en}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function openOrders({ unpaid }: InstallPlan): string[] {
  if (unpaid === undefined) {
    return [
      "\n未付款的旧订单没有列出（没有看数据库，加 --db 可以看）；旧通知由接入文件转给网关，不会丢",
      "Unpaid old orders are not listed (the database was not looked at; --db does); old notifications are handed on to the gateway and not lost",
    ];
  }
  if (unpaid.length === 0) return ["\n最近 15 天没有未付款的支付宝订单 · no unpaid Alipay orders in the last 15 days"];
  const first = unpaid.slice(0, shownOrders).map(({ orderNo, amountFen }) => `  ${orderNo}  ${formatYuan(amountFen)}`);
  const rest = unpaid.length - first.length;
  return [
    `\n最近 15 天未付款的支付宝订单 ${unpaid.length} 个，可能已经付了款、通知还在路上：`,
    `${unpaid.length} unpaid Alipay orders of the last 15 days; some may be paid, with the notification on its way:`,
    ...first,
    ...(rest > 0 ? [`  … 还有 ${rest} 个 · ${rest} more`] : []),
  ];
}

const holeTexts: Readonly<Record<string, BilingualText>> = {
  V3: {
    zh: "V3：买家能改写已付款订单的金额，程序自己的问题；实付金额看网关账本",
    en: "V3: a buyer can rewrite a paid order's total, a flaw of the CMS itself; the gateway's ledger has what was paid",
  },
  V5: {
    zh: "V5：任何人能把未付款订单改成已完成；去掉 --skip V5 可以堵上",
    en: "V5: anybody can finish an unpaid order; leave --skip V5 out to shut it",
  },
  I2: {
    zh: "I2：data/payment/ 里公开的旧日志，请下载后删除",
    en: "I2: the old public log in data/payment/; save and delete it",
  },
};

function stayOpen(holes: readonly string[]): string[] {
  if (holes.length === 0) return [];
  return [
    "\n安装后仍要留意 · what stays open",
    ...holes.flatMap((hole) =>
      holeTexts[hole] === undefined ? [] : [`  ${holeTexts[hole].zh}`, `  ${holeTexts[hole].en}`],
    ),
  ];
}
