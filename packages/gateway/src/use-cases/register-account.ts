// Registers one set of Alipay credentials with its contracts. Keys are parsed (a wrong one is refused by name) and sealed
// before they reach the store; nothing that leaves here holds one.
import { AlipayError } from "@dedepay/alipay";
import { DedepayError } from "@dedepay/errors";
import type { AccountCredentials, MapiCredentials, OpenapiCredentials } from "../channel/account-credentials.ts";
import { type AccountSettings, usualEndpoint } from "../channel/account-settings.ts";
import { alipayFailure } from "../channel/alipay-failure.ts";
import { parseCredentials } from "../channel/parse-credentials.ts";
import { findAccount, insertAccount, listAccountRows, listContracts } from "../store/accounts.ts";
import { insertAudit } from "../store/audit.ts";
import type { AccountsTable, ContractsTable } from "../store/tables/accounts.ts";
import type { Context } from "./context.ts";
import { type AccountView, type ContractInput, describeAccount } from "./describe-account.ts";
import type { Environment } from "./payment-document.ts";
import { invalidParameter } from "./refusals.ts";
import { httpOrigin } from "./register-site.ts";

export type { AccountView, ContractInput, MapiCredentials, OpenapiCredentials };

export type RegisterAccountInput = {
  id?: string;
  environment: Environment;
  /** Gateway address; required for the simulator, otherwise the environment's own. */
  endpoint?: string;
  contracts: ContractInput[];
  requestId: string;
} & AccountCredentials;

/** Throws 1002 (a field or a key; the finding says what it really is) and 1013 (id taken). */
export async function registerAccount(context: Context, input: RegisterAccountInput): Promise<AccountView> {
  const id = input.id ?? context.newId("acc");
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    throw invalidParameter("id", {
      zh: "账户编号只能由 1 到 64 个字母、数字、下划线或连字符组成",
      en: "An account id is 1 to 64 letters, digits, underscores or hyphens",
    });
  }
  assertUsableKeys(input);
  const row = accountRow(context, id, input);
  const contracts = input.contracts.map(
    (contract): ContractsTable => ({
      id: context.newId("ctr"),
      accountId: id,
      product: contract.product,
      goods: contract.goods,
      status: contract.status,
      fromMs: contract.fromMs ?? null,
      toMs: contract.toMs ?? null,
    }),
  );
  await context.store.inTransaction(async (db) => {
    if ((await findAccount(db, id)) !== undefined) throw accountTaken(id);
    await insertAccount(db, row, contracts);
    await insertAudit(db, {
      id: context.newId("aud"),
      actor: "admin",
      action: "account.registered",
      subject: id,
      detailJson: JSON.stringify({ protocol: row.protocol, identity: row.identity, environment: row.environment }),
      requestId: input.requestId,
      createdAtMs: row.createdAtMs,
    });
  });
  context.log.info({ requestId: input.requestId, accountId: id, protocol: row.protocol }, "account registered");
  return describeAccount(row, contracts, context.publicUrl());
}

export async function listAccounts(context: Context): Promise<AccountView[]> {
  return context.store.run(async (db) => {
    const views: AccountView[] = [];
    for (const row of await listAccountRows(db)) {
      views.push(describeAccount(row, await listContracts(db, row.id), context.publicUrl()));
    }
    return views;
  });
}

function assertUsableKeys(input: RegisterAccountInput): void {
  const { protocol, credentials } = input;
  if (protocol === "openapi" && credentials.alipayPublicKey === undefined && credentials.certificates === undefined) {
    throw new DedepayError(1012, {
      param: "credentials.alipayPublicKey",
      detail: {
        zh: "缺少支付宝公钥或证书：没有它就无法验证支付宝的通知和应答",
        en: "Alipay's public key or the certificates are missing: without them nothing of Alipay's can be verified",
      },
    });
  }
  try {
    parseCredentials(input);
  } catch (error) {
    if (!(error instanceof AlipayError)) throw error;
    throw refusedCredentials(error, input.protocol);
  }
}

/** 1002 for the field as it stands in the API. The parser's own sentence says what the text really is and never repeats it. */
function refusedCredentials(error: AlipayError, protocol: "mapi" | "openapi"): DedepayError {
  const field = error.violations?.[0]?.field;
  const isKey = error.kind === "invalid_key";
  const { detail } = alipayFailure(error, protocol);
  return new DedepayError(1002, {
    param: field === undefined ? "credentials" : `credentials.${field}`,
    detail: isKey
      ? { zh: `密钥无法使用：${error.message}`, en: `The key is not usable: ${error.message}` }
      : { zh: `账户信息有误：${detail.zh}`, en: `The account's data is wrong: ${detail.en}` },
    extra: { violations: error.violations ?? [] },
    cause: error,
  });
}

function accountRow(context: Context, id: string, input: RegisterAccountInput): AccountsTable {
  const endpoint = input.endpoint ?? usualEndpoint(input.environment, input.protocol);
  if (endpoint === undefined || httpOrigin(endpoint) === undefined) {
    throw invalidParameter("endpoint", {
      zh: "需要支付宝网关的完整网址（模拟器环境必须填写）",
      en: "endpoint is the complete address of the gateway; the simulator environment needs it",
    });
  }
  const { sellerId } = input.credentials;
  const settings: AccountSettings = {
    signType: input.credentials.signType ?? "RSA2",
    charset: input.credentials.charset ?? "utf-8",
    ...(sellerId === undefined ? {} : { sellerId }),
    ...(input.protocol === "mapi" && input.credentials.sellerEmail !== undefined
      ? { sellerEmail: input.credentials.sellerEmail }
      : {}),
  };
  const identity = input.protocol === "mapi" ? input.credentials.partner : input.credentials.appId;
  return {
    id,
    environment: input.environment,
    endpoint,
    protocol: input.protocol,
    identity,
    pid: input.protocol === "mapi" ? identity : (sellerId ?? identity),
    settingsJson: JSON.stringify(settings),
    secretsSealed: context.sealer.seal(JSON.stringify(input.credentials), `accounts/${id}/secrets`),
    createdAtMs: context.nowMs(),
  };
}

function accountTaken(id: string): DedepayError {
  return new DedepayError(1013, {
    param: "id",
    detail: { zh: `账户编号 ${id} 已被使用`, en: `The account id ${id} is taken` },
    extra: { existing_id: id },
  });
}
