// The owner changes an account: switched off and on, the seller's login, new keys. Environment and identity never change.
import { DedepayError } from "@dedepay/errors";
import type {
  AccountCredentials,
  FormerKey,
  KeptCredentials,
  MapiCredentials,
  OpenapiCredentials,
} from "../../channel/account-credentials.ts";
import { readSettings } from "../../channel/account-settings.ts";
import { listContracts, putAccountState, updateAccountKeys } from "../../store/accounts.ts";
import type { Db } from "../../store/store.ts";
import type { Context } from "../context.ts";
import { isoTime } from "../payments/describe-payment.ts";
import { type AuditValue, actorOf, type ByOwner, recordAudit } from "../record-audit.ts";
import { invalidParameter } from "../refusals.ts";
import { sealedColumns } from "./account-row.ts";
import { assertRecognised } from "./check-account.ts";
import { type AccountView, describeAccount } from "./describe-account.ts";
import { examineCredentials } from "./examine-credentials.ts";
import { accountOrThrow, getAccount } from "./list-accounts.ts";
import { type EnteredAccount, saidOnEntry } from "./register-account.ts";

export type ChangeAccountInput = ByOwner & {
  accountId: string;
  /** True: no new payments. What is open is still verified, queried, settled and refunded. */
  disabled?: boolean;
  /** The seller's present login (MAPI); null takes it away. */
  sellerEmail?: string | null;
};

/** Any of the account's keys; what is left out stays. */
export type NewKeys = Partial<
  Pick<MapiCredentials, "md5Key"> & Omit<OpenapiCredentials, "appId" | "sellerId" | "charset" | "signType">
>;
export type RotateAccountKeyInput = ByOwner & {
  accountId: string;
  keys: NewKeys;
  /** Until when what Alipay signed with the replaced key still verifies; left out: not at all. */
  formerValidUntilMs?: number;
  appPublicKey?: string;
  acceptedDoubts?: readonly string[];
  /** As when an account is registered. */
  askAlipay?: boolean;
};

const longestFormerMs = 366 * 24 * 3600 * 1000;
const mostFormerKeys = 5;

/** Throws 1002, 1009. */
export async function changeAccount(context: Context, input: ChangeAccountInput): Promise<AccountView> {
  const { accountId, disabled, sellerEmail, requestId } = input;
  await context.store.inTransaction(async (db) => {
    const row = await accountOrThrow(db, accountId);
    const before: Record<string, AuditValue> = {};
    const after: Record<string, AuditValue> = {};
    if (disabled !== undefined && disabled !== (row.disabledAtMs !== null)) {
      await putAccountState(db, accountId, { disabledAtMs: disabled ? context.nowMs() : null });
      Object.assign(before, { disabled: !disabled });
      Object.assign(after, { disabled });
    }
    if (sellerEmail !== undefined) {
      const kept = context.channel.keptCredentials(row);
      const credentials = withSellerEmail(kept.credentials, sellerEmail);
      await updateAccountKeys(db, row, sealedColumns(context, { ...kept, id: accountId, credentials }));
      Object.assign(before, { sellerEmail: readSettings(row.settingsJson).sellerEmail ?? null });
      Object.assign(after, { sellerEmail });
    }
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "account.changed",
      subject: accountId,
      before,
      after,
      requestId,
    });
  });
  return getAccount(context, accountId);
}

/** Throws 1002. */
function withSellerEmail(input: AccountCredentials, sellerEmail: string | null): AccountCredentials {
  if (input.protocol !== "mapi") {
    throw invalidParameter("seller_email", {
      zh: "开放平台账户没有卖家邮箱：收款方由应用决定",
      en: "An OpenAPI account has no seller_email: the application decides who is paid",
    });
  }
  if (sellerEmail !== null && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$|^1\d{10}$/u.test(sellerEmail)) {
    throw invalidParameter("seller_email", {
      zh: "支付宝登录账号须是邮箱或手机号，前后不能有空格",
      en: "The seller's login is an e-mail address or a mobile number without white space",
    });
  }
  const { sellerEmail: _, ...others } = input.credentials;
  return { protocol: "mapi", credentials: sellerEmail === null ? others : { ...others, sellerEmail } };
}

/**
 * The new keys from this moment on. Throws 1002 (a wrong key, by its finding; a date out of range), 1009, 1010 (a key which the
 * protocol has not).
 */
export async function rotateAccountKey(context: Context, input: RotateAccountKeyInput): Promise<EnteredAccount> {
  const { accountId, appPublicKey, acceptedDoubts = [] } = input;
  const nowMs = context.nowMs();
  checkFormerDate(input.formerValidUntilMs, nowMs);
  const row = await context.store.run((db) => accountOrThrow(db, accountId));
  const kept = context.channel.keptCredentials(row);
  const credentials = withNewKeys(kept.credentials, input.keys);
  const formerKeys = formerAfter(kept, { input, credentials, nowMs });
  const columns = sealedColumns(context, { id: accountId, credentials, formerKeys });
  const draft = { ...row, ...columns };
  await examineCredentials(context, { row: draft, input: credentials, appPublicKey, acceptedDoubts });
  const check = input.askAlipay === true ? await assertRecognised(context, draft) : undefined;
  return context.store.inTransaction(async (db) => {
    await assertUnchanged(db, { accountId, secretsSealed: row.secretsSealed });
    await updateAccountKeys(db, row, columns);
    await recordAudit(context, db, {
      actor: actorOf(input),
      action: "account.keys_rotated",
      subject: accountId,
      after: {
        replaced: Object.keys(input.keys),
        alipay: saidOnEntry(check),
        formerKeys: formerKeys.map((key) => `${key.kind} until ${isoTime(key.validUntilMs)}`),
      },
      requestId: input.requestId,
    });
    context.log.info({ requestId: input.requestId, accountId }, "account keys rotated");
    const stored = await accountOrThrow(db, accountId);
    const account = describeAccount(context, stored, await listContracts(db, accountId));
    return { ...account, ...(check === undefined ? {} : { check }) };
  });
}

/** Somebody else's new keys, which we have not seen, must not be undone: the owner looks and says it again. Throws 1013. */
async function assertUnchanged(db: Db, o: { accountId: string; secretsSealed: Uint8Array }): Promise<void> {
  const present = await accountOrThrow(db, o.accountId);
  if (Buffer.compare(present.secretsSealed, o.secretsSealed) === 0) return;
  throw new DedepayError(1013, {
    param: "id",
    detail: {
      zh: `账户 ${o.accountId} 的密钥刚刚被别人改动，请核对后重试`,
      en: `The keys of account ${o.accountId} were changed by somebody else just now; look and try again`,
    },
    extra: { existing_id: o.accountId },
  });
}

function checkFormerDate(validUntilMs: number | undefined, nowMs: number): void {
  if (validUntilMs === undefined || (validUntilMs > nowMs && validUntilMs <= nowMs + longestFormerMs)) return;
  throw invalidParameter("former_valid_until", {
    zh: "旧密钥的有效期须在现在之后、一年之内",
    en: "The former key's end lies between now and a year from now",
  });
}

/** Throws 1002 for a key which the account's protocol or algorithm has not. */
function withNewKeys(input: AccountCredentials, keys: NewKeys): AccountCredentials {
  const isMd5 = input.protocol === "mapi" && input.credentials.signType === "MD5";
  const possible = isMd5
    ? ["md5Key"]
    : input.protocol === "mapi"
      ? ["privateKey", "alipayPublicKey"]
      : ["privateKey", "alipayPublicKey", "certificates", "aesKey"];
  const given = Object.keys(keys);
  const wrong = given.find((name) => !possible.includes(name));
  if (wrong !== undefined || given.length === 0) {
    throw invalidParameter(`keys.${wrong ?? possible[0]}`, {
      zh: `这个账户可以更换的密钥：${possible.join("、")}`,
      en: `The keys of this account that can be replaced: ${possible.join(", ")}`,
    });
  }
  if (input.protocol === "mapi") return { protocol: "mapi", credentials: { ...input.credentials, ...keys } };
  // An application has either a key of Alipay's or certificates: the new one takes the place of the other.
  const { alipayPublicKey, certificates, ...others } = input.credentials;
  const verifying =
    keys.certificates === undefined && keys.alipayPublicKey === undefined
      ? {
          ...(alipayPublicKey !== undefined && { alipayPublicKey }),
          ...(certificates !== undefined && { certificates }),
        }
      : {};
  return { protocol: "openapi", credentials: { ...others, ...verifying, ...keys } };
}

type Rotation = { input: RotateAccountKeyInput; credentials: AccountCredentials; nowMs: number };

/** Those which are still valid, and the one that is replaced now, newest first. */
function formerAfter(kept: KeptCredentials, { input, credentials, nowMs }: Rotation): FormerKey[] {
  const valid = kept.formerKeys.filter((key) => key.validUntilMs > nowMs);
  const replaced = verifyingKey(kept.credentials);
  const present = verifyingKey(credentials);
  const { formerValidUntilMs: validUntilMs } = input;
  if (validUntilMs === undefined || replaced === undefined || replaced.text === present?.text) return valid;
  return [{ ...replaced, validUntilMs }, ...valid].slice(0, mostFormerKeys);
}

/** What verifies Alipay's signatures. */
function verifyingKey({ protocol, credentials }: AccountCredentials): Omit<FormerKey, "validUntilMs"> | undefined {
  if (protocol === "mapi" && credentials.signType === "MD5") return keyOf("md5_key", credentials.md5Key);
  if (protocol === "openapi" && credentials.certificates !== undefined) {
    return keyOf("alipay_certificate", credentials.certificates.alipay);
  }
  return keyOf("alipay_public_key", credentials.alipayPublicKey);
}

function keyOf(kind: FormerKey["kind"], text: string | undefined): Omit<FormerKey, "validUntilMs"> | undefined {
  return text === undefined ? undefined : { kind, text };
}
