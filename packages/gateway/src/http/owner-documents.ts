// Sites, keys, accounts, contracts, checks and the look-alike as JSON: the admin API and the command line say the same. No secret is among them.
import type { LookAlikeView } from "../look-alike/change-settings.ts";
import type { AccountCheck } from "../use-cases/accounts/check-account.ts";
import type { AccountView, ContractView } from "../use-cases/accounts/describe-account.ts";
import type { EnteredAccount } from "../use-cases/accounts/register-account.ts";
import type { SiteView } from "../use-cases/sites/manage-site.ts";
import type { SiteKeyView } from "../use-cases/sites/site-key-settings.ts";

export type OwnerDocument = Record<string, unknown>;

export function siteDocument(site: SiteView): OwnerDocument {
  return {
    id: site.id,
    name: site.name,
    mode: site.mode,
    disabled_at: isoOrNull(site.disabledAtMs),
    webhook_url: site.webhookUrl ?? null,
    return_origins: site.returnOrigins,
    default_account: site.defaultAccount ?? null,
    auto_ship: site.autoShip,
    refund_daily_fen: site.refundDailyFen === undefined ? null : Number(site.refundDailyFen),
    created_at: isoOrNull(site.createdAtMs),
  };
}

export function keyDocument(key: SiteKeyView): OwnerDocument {
  return {
    id: key.id,
    site: key.siteId,
    label: key.label,
    standing: key.standing,
    scopes: key.scopes,
    addresses: key.addresses,
    origins: key.origins,
    valid_until: isoOrNull(key.validUntilMs),
    revoked_at: isoOrNull(key.revokedAtMs),
    created_at: isoOrNull(key.createdAtMs),
  };
}

export function accountDocument(account: AccountView): OwnerDocument {
  return {
    id: account.id,
    environment: account.environment,
    endpoint: account.endpoint,
    protocol: account.protocol,
    identity: account.identity,
    seller_id: account.sellerId ?? null,
    seller_email: account.sellerEmail ?? null,
    sign_type: account.signType,
    charset: account.charset,
    notify_url: account.notifyUrl,
    disabled_at: isoOrNull(account.disabledAtMs),
    capabilities: account.capabilities,
    checked_at: isoOrNull(account.checkedAtMs),
    former_keys: account.formerKeys.map(({ kind, validUntilMs }) => ({ kind, valid_until: isoOrNull(validUntilMs) })),
    contracts: account.contracts.map(contractDocument),
    created_at: isoOrNull(account.createdAtMs),
  };
}

/** With what Alipay said on entry; `check` is null where it was not asked. */
export function enteredDocument(account: EnteredAccount): OwnerDocument {
  return { ...accountDocument(account), check: account.check === undefined ? null : checkDocument(account.check) };
}

export function contractDocument(contract: ContractView): OwnerDocument {
  const { id, accountId, product, goods, status, fromMs, toMs } = contract;
  return { id, account: accountId, product, goods, status, from: isoOrNull(fromMs), to: isoOrNull(toMs) };
}

export function checkDocument(check: AccountCheck): OwnerDocument {
  return {
    account: check.accountId,
    verdict: check.verdict,
    steps: check.steps.map(({ name, result, code, tookMs, text }) => ({
      ...{ name, result, code: code ?? null, took_ms: tookMs, text },
    })),
    findings: check.findings,
    warnings: check.warnings,
  };
}

export function lookAlikeDocument({ siteId, gatewayUrls, origins, settings, keys }: LookAlikeView): OwnerDocument {
  return {
    site: siteId,
    gateway_urls: gatewayUrls,
    origins,
    services: settings.services,
    addresses: settings.addresses,
    daily_calls: settings.dailyCalls,
    returns: settings.returns,
    shop_url: settings.shopUrl,
    notify_url: settings.notifyUrl,
    goods: settings.goods,
    keys: keys.map(({ partner, origin, createdAtMs, revokedAtMs }) => ({
      partner,
      origin,
      created_at: isoOrNull(createdAtMs),
      revoked_at: isoOrNull(revokedAtMs ?? undefined),
    })),
  };
}

function isoOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
