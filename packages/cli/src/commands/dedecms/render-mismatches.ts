// A comparison as its owner reads it: one line for each row, then what each kind means and what to do; or as JSON.
import { formatYuan } from "@dedepay/alipay";
import { isProblem, kindNames, type Mismatch, type MismatchKind, mismatchKinds, type Sides } from "@dedepay/dedecms";
import { textTable } from "../../terminal/text-table.ts";
import type { Applied } from "./apply-repairs.ts";

export function mismatchesText(sides: Sides, mismatches: readonly Mismatch[], o: { readonly apply: boolean }): string {
  const { payments, orders, site } = sides;
  const counted = `${site.id}：核对了 ${payments.length} 笔支付、${orders.size} 张订单 · compared ${payments.length} payments with ${orders.size} orders`;
  if (mismatches.length === 0) return `${counted}\n✓ 全部对得上 · everything fits\n`;
  const head = ["类别 · kind", "订单 · order", "账上 · booked", "网站 · shop", "修复 · repair"];
  const rows = mismatches.map((one) => [
    `${kindNames[one.kind].zh} · ${kindNames[one.kind].en}`,
    one.orderNo ?? "-",
    yuan(one.bookedFen),
    yuan(one.storedFen),
    one.repair?.text.zh ?? (isProblem(one) ? "请人处理 · a person" : "不用 · none"),
  ]);
  const repairable = mismatches.filter(({ repair }) => repair !== undefined).length;
  return [
    counted,
    "",
    textTable([head, ...rows]),
    ...mismatchKinds.flatMap((kind) => explained(kind, mismatches)),
    "",
    ...(o.apply || repairable === 0
      ? []
      : [
          `没有改动任何数据。其中 ${repairable} 行可以逐行修复：加 --apply（每行问一次）`,
          `Nothing was changed. ${repairable} rows can be mended one by one: add --apply, each is asked for`,
          "",
        ]),
  ].join("\n");
}

function explained(kind: MismatchKind, mismatches: readonly Mismatch[]): string[] {
  const ones = mismatches.filter((one) => one.kind === kind);
  if (ones.length === 0) return [];
  return [
    "",
    `${kindNames[kind].zh} · ${kindNames[kind].en}（${ones.length}）`,
    ...ones.flatMap(({ orderNo, what, repair, todo }) => [
      `  ${orderNo ?? ""}${orderNo === null ? "" : "："}${what.zh}`,
      `    ${what.en}`,
      ...(todo === undefined ? [] : [`    → ${todo.zh}`, `      ${todo.en}`]),
      ...(repair === undefined ? [] : [`    → --apply：${repair.text.zh} · ${repair.text.en}`]),
    ]),
  ];
}

const outcomes: Readonly<Record<Applied["outcome"], string>> = {
  done: "✓ 已修复 done",
  declined: "- 跳过 skipped",
  failed: "✗ 没有修复 not mended",
};

export function appliedText(applied: readonly Applied[]): string {
  if (applied.length === 0) return "没有可以自动修复的 · nothing here can be mended by a yes\n";
  const rows = applied.map(({ mismatch, outcome, detail }) => [
    outcomes[outcome],
    mismatch.orderNo ?? "-",
    mismatch.repair?.text.zh ?? "",
    detail,
  ]);
  const isSent = applied.some(({ outcome, mismatch }) => outcome === "done" && mismatch.repair?.does.kind === "resend");
  return [
    textTable(rows),
    ...(isSent
      ? ["运行中的网关几秒内送出，稍后再核对一次 · the running gateway sends it within seconds; compare again then"]
      : []),
    "",
  ].join("\n");
}

export function mismatchesJson(
  { site, payments, orders }: Sides,
  mismatches: readonly Mismatch[],
  applied: readonly Applied[],
): object {
  return {
    site_id: site.id,
    adapter: site.adapter,
    compared: { payments: payments.length, orders: orders.size },
    mismatches: mismatches.map((one) => ({
      kind: one.kind,
      problem: isProblem(one),
      order_no: one.orderNo,
      payment_id: one.paymentId,
      booked_fen: fen(one.bookedFen),
      stored_fen: fen(one.storedFen),
      what: one.what,
      todo: one.todo ?? null,
      repair: one.repair === undefined ? null : { kind: one.repair.does.kind, text: one.repair.text },
      applied: applied.find(({ mismatch }) => mismatch === one)?.outcome ?? null,
    })),
  };
}

function fen(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

function yuan(value: bigint | null): string {
  return value === null ? "-" : formatYuan(value);
}
