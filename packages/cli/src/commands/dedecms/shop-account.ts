// Which Alipay account a shop will be paid through: one that the gateway has, or the one in the shop's own settings.
import {
  type AccountPlan,
  type BilingualText,
  type ImportedSettings,
  type Installation,
  importSettings,
  settingsPath,
} from "@dedepay/dedecms";
import { diagnose } from "@dedepay/doctor";
import type { Gateway } from "@dedepay/gateway";
import { CommandFailure } from "../../command-failure.ts";
import { exitCode } from "../../exit-code.ts";

type KnownAccount = Awaited<ReturnType<Gateway["listAccounts"]>>[number];

export interface ShopAccounts {
  /** What new payments go through. */
  readonly account: AccountPlan;
  /** What takes the notifications of payments which began before; undefined where the shop's settings were no account. */
  readonly legacy: AccountPlan | undefined;
}

export interface ShopAccountInput {
  readonly installation: Installation;
  readonly known: readonly KnownAccount[];
  /** --account */
  readonly chosen: string | undefined;
}

/** Throws CommandFailure where there is no account to be had. */
export function shopAccounts({ installation, known, chosen }: ShopAccountInput): ShopAccounts {
  const settings = installation.paymentFiles.find(({ code }) => code === "alipay")?.settings;
  const imported = importSettings(settings);
  const legacy = imported.kind === "usable" ? planOf(imported, known) : undefined;
  if (chosen !== undefined) {
    const account = known.find(({ id }) => id === chosen);
    if (account === undefined) throw unknownAccount(chosen, known);
    return { account: { kind: "known", accountId: account.id, identity: account.identity }, legacy };
  }
  if (legacy === undefined) throw nothingToImport(imported);
  return { account: legacy, legacy };
}

function planOf(imported: Extract<ImportedSettings, { kind: "usable" }>, known: readonly KnownAccount[]): AccountPlan {
  const account = known.find(({ protocol, identity }) => protocol === "mapi" && identity === imported.partner);
  return account === undefined
    ? { kind: "import", imported, accountId: `mapi-${imported.partner}` }
    : { kind: "known", accountId: account.id, identity: account.identity };
}

/** What the doctor finds wrong in the settings file, but for blanks, which are taken off on import. */
export function settingsWarnings(bytes: Uint8Array, nowMs: number): BilingualText[] {
  return diagnose(bytes, { nowMs })
    .findings.filter(({ cause, confidence }) => cause !== "key-with-white-space" && confidence !== "possible")
    .flatMap(({ proof, fix }) => [...(proof === undefined ? [] : [proof.text]), ...fix.slice(0, 1)]);
}

function unknownAccount(id: string, known: readonly KnownAccount[]): CommandFailure {
  const ids = known.map((account) => account.id).join(", ");
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `网关里没有账户 ${id}`,
    en: `the gateway has no account ${id}`,
    fixZh: ids === "" ? "网关里还没有任何账户" : `已有的账户：${ids}`,
    fixEn: ids === "" ? "it has no accounts yet" : `it has: ${ids}`,
  });
}

function nothingToImport(imported: ImportedSettings): CommandFailure {
  const why = imported.kind === "unusable" ? imported.why : [];
  return new CommandFailure(exitCode.foundProblem, {
    zh: `${settingsPath} 里的支付宝设置不能用：${why.map(({ zh }) => zh).join("；")}`,
    en: `the Alipay settings in ${settingsPath} can't be used: ${why.map(({ en }) => en).join("; ")}`,
    fixZh: "先在网站后台改好并保存，或在网关里登记账户后用 --account 指定它",
    fixEn: "correct and save them in the back office, or register an account in the gateway and name it with --account",
  });
}
