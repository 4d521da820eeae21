// The row of an account from what was typed in. Nothing is stored here; the secrets leave it sealed.
import { type AccountCredentials, type FormerKey, sealedText } from "../../channel/account-credentials.ts";
import { type AccountSettings, usualEndpoint } from "../../channel/account-settings.ts";
import type { AccountsTable } from "../../store/tables/accounts.ts";
import type { Context } from "../context.ts";
import type { Environment } from "../payments/payment-document.ts";
import { invalidParameter } from "../refusals.ts";
import { httpOrigin } from "../sites/http-origin.ts";

export type AccountDraft = {
  id: string;
  environment: Environment;
  /** Gateway address; required for the simulator, otherwise the environment's own. */
  endpoint: string | undefined;
  credentials: AccountCredentials;
  formerKeys: readonly FormerKey[];
};

/** Throws 1002 (id, endpoint). */
export function accountRow(context: Context, draft: AccountDraft): AccountsTable {
  const { id, environment, credentials: input } = draft;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
    throw invalidParameter("id", {
      zh: "账户编号只能由 1 到 64 个字母、数字、下划线或连字符组成",
      en: "An account id is 1 to 64 letters, digits, underscores or hyphens",
    });
  }
  const endpoint = draft.endpoint ?? usualEndpoint(environment, input.protocol);
  if (endpoint === undefined || httpOrigin(endpoint) === undefined) {
    throw invalidParameter("endpoint", {
      zh: "需要支付宝网关的完整网址（模拟器环境必须填写）",
      en: "endpoint is the complete address of the gateway; the simulator environment needs it",
    });
  }
  const identity = input.protocol === "mapi" ? input.credentials.partner : input.credentials.appId;
  return {
    id,
    environment,
    endpoint,
    protocol: input.protocol,
    identity,
    pid: input.protocol === "mapi" ? identity : (input.credentials.sellerId ?? identity),
    ...sealedColumns(context, draft),
    createdAtMs: context.nowMs(),
  };
}

/** What changes with the credentials of an account that is there. */
export function sealedColumns(
  context: Context,
  { id, credentials, formerKeys }: Pick<AccountDraft, "id" | "credentials" | "formerKeys">,
): Pick<AccountsTable, "secretsSealed" | "settingsJson"> {
  return {
    settingsJson: JSON.stringify(settingsOf(credentials)),
    secretsSealed: context.sealer.seal(sealedText({ credentials, formerKeys }), `accounts/${id}/secrets`),
  };
}

function settingsOf(input: AccountCredentials): AccountSettings {
  const { sellerId, signType, charset } = input.credentials;
  return {
    signType: signType ?? "RSA2",
    charset: charset ?? "utf-8",
    ...(sellerId === undefined ? {} : { sellerId }),
    ...(input.protocol === "mapi" && input.credentials.sellerEmail !== undefined
      ? { sellerEmail: input.credentials.sellerEmail }
      : {}),
  };
}
