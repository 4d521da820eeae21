// An account, and what asking Alipay about it showed, as people read it.
import type { accountDocument, checkDocument } from "@dedepay/gateway";
import { textTable } from "../terminal/text-table.ts";
import { beijingMoment, textOf } from "./print.ts";

type Account = ReturnType<typeof accountDocument>;
type Check = ReturnType<typeof checkDocument>;
type Bilingual = { zh: string; en: string };

const learnt: Readonly<Record<string, string>> = { yes: "可用 yes", no: "没有 no", unknown: "未知 unknown" };

export function accountRow(account: Account): string[] {
  const may = account["capabilities"] as Record<string, string>;
  const state = account["disabled_at"] === null ? "启用 enabled" : "停用 disabled";
  const contracts = account["contracts"] as { product: string }[];
  return [
    ...[
      textOf(account["id"]),
      textOf(account["environment"]),
      textOf(account["protocol"]),
      textOf(account["identity"]),
    ],
    ...[textOf(contracts.map(({ product }) => product)), learnt[may["query"] ?? ""] ?? "-", state],
  ];
}

export const accountHead: readonly string[] = [
  ...["账户 account", "环境 environment", "接口 protocol", "PID/APPID", "签约 contracts", "查询 query", "状态 state"],
];

export function accountText(account: Account): string {
  const may = account["capabilities"] as Record<string, string>;
  const contracts = account["contracts"] as { product: string; goods: string; status: string; to: string | null }[];
  const former = account["former_keys"] as { kind: string; valid_until: string }[];
  return textTable([
    ["账户 account", textOf(account["id"])],
    ["环境 environment", textOf(account["environment"])],
    ["接口 protocol", textOf(account["protocol"])],
    ["PID/APPID", textOf(account["identity"])],
    ["卖家 seller id", textOf(account["seller_id"])],
    ["卖家账号 seller login", textOf(account["seller_email"])],
    ["签名 sign type", `${textOf(account["sign_type"])}, ${textOf(account["charset"])}`],
    ["支付宝网关 endpoint", textOf(account["endpoint"])],
    ["通知地址 notify url", textOf(account["notify_url"])],
    ["查询 query", learnt[may["query"] ?? ""] ?? "-"],
    ["关闭 close", learnt[may["close"] ?? ""] ?? "-"],
    ["无密退款 refund", learnt[may["refund"] ?? ""] ?? "-"],
    ["上次检查 checked", beijingMoment(account["checked_at"])],
    ["旧密钥 former keys", textOf(former.map((key) => `${key.kind} → ${beijingMoment(key.valid_until)}`))],
    ["停用于 disabled at", beijingMoment(account["disabled_at"])],
    ...contracts.map((one, index) => [
      index === 0 ? "签约 contracts" : "",
      `${one.product} ${one.goods} ${one.status}${one.to === null ? "" : ` → ${beijingMoment(one.to)}`}`,
    ]),
  ]);
}

const verdicts: Readonly<Record<string, string>> = {
  works: "支付宝认可这个账户 · Alipay recognises the account",
  wrong: "账户不能用，见下 · the account does not work, see below",
  unknown: "没有得到支付宝的明确答复，什么也没有证明 · no clear answer from Alipay: nothing is proven",
};

const marks: Readonly<Record<string, string>> = { allowed: "✓", not_allowed: "–", not_asked: " ", unknown: "?" };

export function checkText(check: Check): string {
  const steps = check["steps"] as { result: string; code: string | null; took_ms: number; text: Bilingual }[];
  const findings = check["findings"] as { proof?: { text: Bilingual }; fix: Bilingual[] }[];
  const warnings = check["warnings"] as Bilingual[];
  const rows = steps.map(({ result, took_ms, text }) => [
    ...[marks[result] ?? "✗", text.zh, text.en],
    result === "not_asked" ? "" : `${took_ms} ms`,
  ]);
  return [
    verdicts[String(check["verdict"])] ?? "",
    "",
    textTable(rows),
    ...findings.slice(0, 3).flatMap(({ proof, fix }) => ["", ...findingLines(proof?.text, fix)]),
    ...warnings.flatMap(({ zh, en }) => ["", `! ${zh}`, `  ${en}`]),
  ].join("\n");
}

export function findingLines(text: Bilingual | undefined, fix: readonly Bilingual[]): string[] {
  const said = text === undefined ? [] : [text.zh, text.en];
  return [...said, ...fix.flatMap(({ zh, en }) => [`→ ${zh}`, `→ ${en}`])];
}
