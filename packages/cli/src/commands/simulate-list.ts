// `dedepay simulate --list`: every code which the local Alipay can give, and the way to provoke it. Starts nothing.
import { type ProvokableCode, provokableCodes } from "@dedepay/simulator";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

const ways = { condition: "真实条件 condition", rule: "规则 rule" } as const;

export function simulateList(flags: { readonly json?: true }, surroundings: Pick<Surroundings, "out">): ExitCode {
  const codes = provokableCodes();
  if (flags.json) {
    surroundings.out(`${JSON.stringify({ codes }, undefined, 2)}\n`);
    return exitCode.fine;
  }
  const rows = [["协议 protocol", "代码 code", "编号 number", "方式 by", "怎么触发 how"], ...codes.map(rowOf)];
  const inferred = codes.filter(({ inferred }) => inferred).length;
  surroundings.out(
    `${textTable(rows)}\n\n${codes.length} 个代码，其中 ${inferred} 个带 *（没有文档证实）· ${codes.length} codes, ${inferred} marked * (no document confirms them)\n`,
  );
  return exitCode.fine;
}

function rowOf({ protocol, only, at, code, number, by, how, inferred }: ProvokableCode): string[] {
  const said = how.zh === how.en ? how.zh : `${how.zh} · ${how.en}`;
  const where = [protocol, only ?? "", at === undefined ? "" : "收银台 cashier"]
    .filter((part) => part !== "")
    .join(" ");
  return [where, inferred ? `${code} *` : code, number ?? "", ways[by], said];
}
