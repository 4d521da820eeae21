// `dedepay account …`: the Alipay accounts that take the money. Keys come in through files, standard input or hidden questions,
// and never come out.
import { accountDocument, checkDocument, enteredDocument, type Gateway } from "@dedepay/gateway";
import { CommandFailure } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type AccountFlags, readCredentials, readKeyFiles, whichAccount } from "../owner/account-input.ts";
import { accountHead, accountRow, accountText, checkText } from "../owner/account-text.ts";
import type { OwnerFlags } from "../owner/owner-flags.ts";
import { listText, print } from "../owner/print.ts";
import { readContract } from "../owner/read-contract.ts";
import type { None } from "../owner/read-flags.ts";
import { SecretSource } from "../owner/secret-source.ts";
import { type Owner, withOwner } from "../owner/with-owner.ts";
import type { Surroundings } from "../surroundings.ts";

export interface SetAccountFlags extends OwnerFlags {
  readonly sellerEmail?: string;
}

export interface RotateAccountKeyFlags extends AccountFlags {
  readonly formerUntil?: number | None;
  /** Milliseconds. */
  readonly overlap?: number;
}

type Check = Awaited<ReturnType<Gateway["checkAccount"]>>;

export async function addAccount(flags: AccountFlags, surroundings: Surroundings): Promise<ExitCode> {
  const source = new SecretSource(surroundings);
  const { protocol, environment } = await whichAccount(flags, source);
  const credentials = await readCredentials(protocol, flags, source);
  const doctor = await forDoctor(flags, source);
  const { id, endpoint } = flags;
  const contracts = (flags.contract ?? []).map(readContract);
  const { account, check } = await withOwner({ flags, surroundings, mayCreate: true }, async ({ gateway, by }) => {
    const made = await gateway.registerAccount({
      ...{ ...by, ...credentials, environment, contracts, ...doctor, askAlipay: flags.check },
      ...(id !== undefined && { id }),
      ...(endpoint !== undefined && { endpoint }),
    });
    const checked = flags.check ? await gateway.checkAccount({ ...by, accountId: made.id }) : undefined;
    return { account: accountDocument(await gateway.getAccount(made.id)), check: checked };
  });
  print(surroundings, flags, {
    document: { ...account, check: check === undefined ? null : checkDocument(check) },
    text: () => {
      const next = `下一步：dedepay account try ${String(account["id"])} 用一分钱走完全程 · next: one cent, all the way`;
      const said = check === undefined ? [] : ["", checkText(checkDocument(check))];
      return ["账户已登记 · the account is registered", "", accountText(account), ...said, "", next].join("\n");
    },
  });
  return exitCode.fine;
}

export async function listAccounts(flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const data = await withOwner({ flags, surroundings }, async ({ gateway }) =>
    (await gateway.listAccounts()).map(accountDocument),
  );
  const empty = "还没有账户：dedepay account add · no accounts yet";
  print(surroundings, flags, { document: { data }, text: () => listText(accountHead, data.map(accountRow), empty) });
  return exitCode.fine;
}

export async function showAccount(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  return showAfter(flags, surroundings, { id, change: async () => undefined, done: undefined });
}

export async function setAccount(id: string, flags: SetAccountFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { sellerEmail } = flags;
  if (sellerEmail === undefined) throw nothingToSet();
  return showAfter(flags, surroundings, {
    id,
    change: async ({ gateway, by }) => {
      const changed = sellerEmail === "none" ? null : sellerEmail;
      await gateway.changeAccount({ ...by, accountId: id, sellerEmail: changed });
    },
    done: "已更改 · changed",
  });
}

export async function switchAccount(
  account: { readonly id: string; readonly disabled: boolean },
  flags: OwnerFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { id, disabled } = account;
  return showAfter(flags, surroundings, {
    id,
    change: async ({ gateway, by }) => {
      await gateway.changeAccount({ ...by, accountId: id, disabled });
    },
    done: disabled
      ? "账户已停用：不再发起新付款，已发起的照常验签、查询、入账和退款\nThe account is disabled: no new payments; open ones are verified, queried, settled and refunded all the same"
      : "账户已启用 · the account is enabled",
  });
}

export async function rotateAccountKey(
  id: string,
  flags: RotateAccountKeyFlags,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const source = new SecretSource(surroundings);
  const keys = await readKeyFiles(flags, source);
  const doctor = await forDoctor(flags, source);
  const { formerUntil, overlap } = flags;
  const stated = formerUntil === "none" ? undefined : formerUntil;
  const until = overlap === undefined ? stated : surroundings.nowMs() + overlap;
  const account = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.rotateAccountKey({
      ...{ ...by, accountId: id, keys, ...doctor, askAlipay: flags.check },
      ...(until !== undefined && { formerValidUntilMs: until }),
    }),
  );
  const document = enteredDocument(account);
  print(surroundings, flags, {
    document,
    text: () => {
      const said = account.check === undefined ? [] : ["", checkText(checkDocument(account.check))];
      return ["密钥已更换 · the keys are replaced", "", accountText(document), ...said].join("\n");
    },
  });
  return exitCode.fine;
}

export async function checkAccount(id: string, flags: OwnerFlags, surroundings: Surroundings): Promise<ExitCode> {
  const check = await withOwner({ flags, surroundings }, ({ gateway, by }) =>
    gateway.checkAccount({ ...by, accountId: id }),
  );
  print(surroundings, flags, { document: checkDocument(check), text: () => checkText(checkDocument(check)) });
  return verdictCode(check);
}

function verdictCode({ verdict }: Check): ExitCode {
  return verdict === "works" ? exitCode.fine : exitCode.foundProblem;
}

type Changing = { id: string; change(owner: Owner): Promise<void>; done: string | undefined };

async function showAfter(flags: OwnerFlags, surroundings: Surroundings, changing: Changing): Promise<ExitCode> {
  const { id, change, done } = changing;
  const document = await withOwner({ flags, surroundings }, async (owner) => {
    await change(owner);
    return accountDocument(await owner.gateway.getAccount(id));
  });
  const text = (): string => (done === undefined ? accountText(document) : `${done}\n\n${accountText(document)}`);
  print(surroundings, flags, { document, text });
  return exitCode.fine;
}

async function forDoctor(flags: AccountFlags, source: SecretSource) {
  const { appPublicKeyFile, accept } = flags;
  return {
    ...(appPublicKeyFile !== undefined && { appPublicKey: await source.read(appPublicKeyFile) }),
    ...(accept !== undefined && { acceptedDoubts: accept }),
  };
}

function nothingToSet(): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: "没有说要改什么：--seller-email；密钥用 account rotate-key，停用用 account disable",
    en: "Nothing to change was named: --seller-email; keys with account rotate-key, switching off with account disable",
  });
}
