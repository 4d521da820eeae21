// Makes the shop known to the gateway: its account, and itself with new keys. Safe to run again.
import type { AccountPlan, GatewaySettings, InstallRecord, SiteAddress } from "@dedepay/dedecms";
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "@dedepay/gateway";
import type { ShopAccounts } from "./shop-account.ts";

export interface RegisterShopInput extends ShopAccounts {
  /** Who does it, for the audit log. */
  readonly actor: string;
  readonly address: SiteAddress;
  readonly gatewayUrl: string;
  /** An earlier installation of the same shop, with the keys which it was given. */
  readonly earlier?: { readonly record: InstallRecord; readonly settings: GatewaySettings } | undefined;
}

export interface RegisteredShop {
  readonly siteId: string;
  readonly settings: GatewaySettings;
}

const taken = 1013;
const mostNames = 50;

/** Throws DedepayError 1002 where the gateway refuses a value. */
export async function registerShop(gateway: Gateway, input: RegisterShopInput): Promise<RegisteredShop> {
  const { account, legacy, gatewayUrl, earlier } = input;
  for (const plan of new Set([account, legacy]))
    if (plan !== undefined) await registerAccount(gateway, plan, input.actor);
  const legacyAccount = legacy?.accountId ?? "";
  if (earlier !== undefined && (await isStillGood(gateway, earlier, input))) {
    return { siteId: earlier.record.siteId, settings: { ...earlier.settings, gateway: gatewayUrl, legacyAccount } };
  }
  const site = await registerSite(gateway, input);
  const { keyId, keySecret: secret, webhookSecret } = site;
  return { siteId: site.siteId, settings: { gateway: gatewayUrl, keyId, secret, webhookSecret, legacyAccount } };
}

async function registerAccount(gateway: Gateway, plan: AccountPlan, actor: string): Promise<void> {
  if (plan.kind === "known") return;
  const { partner, md5Key, seller, product } = plan.imported;
  await gateway.registerAccount({
    id: plan.accountId,
    environment: "production",
    protocol: "mapi",
    credentials: { partner, signType: "MD5", md5Key, ...(seller !== "" && { sellerEmail: seller }) },
    contracts: [{ product, goods: "any", status: "active" }],
    actor,
    requestId: gateway.newRequestId(),
  });
}

/** Whether what the gateway was told of the shop holds: where it is reached, and through which account it is paid. */
export function isSameShop(
  { webhookUrl, account: accountId }: InstallRecord,
  { address, account }: Pick<RegisterShopInput, "address" | "account">,
): boolean {
  return webhookUrl === address.webhookUrl && accountId === account.accountId;
}

/** Whether the gateway still knows the key, and the shop is the same to it. */
async function isStillGood(
  gateway: Gateway,
  { record, settings }: { readonly record: InstallRecord; readonly settings: GatewaySettings },
  { address, account }: RegisterShopInput,
): Promise<boolean> {
  if (!isSameShop(record, { address, account })) return false;
  const key = await gateway.findSiteByKey(settings.keyId);
  return key !== undefined && key.standing === "valid" && key.siteId === record.siteId;
}

/** A name that is taken belongs to another shop, or to a run which was killed before it wrote its keys down: take the next. */
async function registerSite(
  gateway: Gateway,
  { address, account, actor }: RegisterShopInput,
): ReturnType<Gateway["registerSite"]> {
  for (let number = 1; ; number += 1) {
    try {
      return await gateway.registerSite({
        id: number === 1 ? address.siteId : `${address.siteId}-${number}`,
        name: new URL(address.url).host,
        webhookUrl: address.webhookUrl,
        returnOrigins: [address.origin],
        defaultAccount: account.accountId,
        actor,
        requestId: gateway.newRequestId(),
      });
    } catch (error) {
      if (!(error instanceof DedepayError && error.unified === taken) || number >= mostNames) throw error;
    }
  }
}
