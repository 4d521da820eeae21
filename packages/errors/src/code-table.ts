// Decodes the generated rows on first use. Loading the module costs nothing but the text itself.
import { type CodeNamespace, type CodePolicy, codeNamespaces } from "./code-policy.ts";
import { buyerTextRows, codeRows } from "./generated/code-table.ts";
import type { ErrorOwner, MoneyEffect, RetryPolicy } from "./unified-code.ts";
import { isUnifiedCode, unifiedErrors } from "./unified-errors.ts";

const retries: readonly RetryPolicy[] = ["never", "same_request", "after_fix", "backoff"];
const moneyEffects: readonly MoneyEffect[] = ["none", "unknown", "moved"];
const owners: readonly ErrorOwner[] = ["merchant", "buyer", "alipay", "network", "site"];

let table: readonly CodePolicy[] | undefined;

/** Every code of every namespace, the defaults (`*`, `isv.*`) among them, in the order of the files. */
export function codeTable(): readonly CodePolicy[] {
  table ??= codeNamespaces.flatMap((namespace) => rowsOf(codeRows[namespace]).map((row) => decode(namespace, row)));
  return table;
}

let buyerTexts: ReadonlyMap<string, readonly [zh: string, en: string]> | undefined;

function decode(namespace: CodeNamespace, row: string): CodePolicy {
  const [
    code = "",
    aliases = "",
    number = "",
    retry = "",
    money = "",
    owner = "",
    causes = "",
    knowledge,
    buyer = "",
    meaningZh = "",
    meaningEn = "",
  ] = row.split("\t");
  const unified = Number(number);
  if (!isUnifiedCode(unified)) throw new Error(`generated table: ${code} has no unified number`);
  const [buyerZh, buyerEn] = buyerText(buyer) ?? [unifiedErrors[unified].buyerZh, unifiedErrors[unified].buyerEn];
  return {
    code,
    namespace,
    aliases: aliases === "" ? [] : aliases.split("|"),
    unified,
    retry: pick(retries, retry),
    money: pick(moneyEffects, money),
    owner: pick(owners, owner),
    meaningZh,
    meaningEn,
    buyerZh,
    buyerEn,
    causes: causes.length > 1 ? causes.slice(1).split(",") : [],
    causesOrdered: causes.startsWith("="),
    inferred: knowledge === "inferred",
  };
}

function buyerText(field: string): readonly [zh: string, en: string] | undefined {
  if (field === "") return undefined;
  const bar = field.indexOf("|");
  if (bar >= 0) return [field.slice(0, bar), field.slice(bar + 1)];
  buyerTexts ??= new Map(
    rowsOf(buyerTextRows).map((row) => {
      const [name = "", zh = "", en = ""] = row.split("\t");
      return [name, [zh, en] as const];
    }),
  );
  return buyerTexts.get(field);
}

function rowsOf(text: string): string[] {
  return text.split("\n").filter((row) => row !== "");
}

function pick<T extends string>(allowed: readonly T[], word: string): T {
  const found = allowed.find((item) => item === word);
  if (found === undefined) throw new Error(`generated table: unexpected ${word}`);
  return found;
}
