// What the owner of the gateway may do: accounts, sites, and looking into everything.

import { type CheckSiteInput, checkSite, getSiteCheck, type SiteCheckDocument } from "../use-cases/check-site.ts";
import type { Context } from "../use-cases/context.ts";
import {
  type IncidentDocument,
  type InspectedPayment,
  inspectPayment,
  listIncidents,
} from "../use-cases/inspect-payment.ts";
import {
  type AccountView,
  listAccounts,
  type RegisterAccountInput,
  registerAccount,
} from "../use-cases/register-account.ts";
import { type RegisteredSite, type RegisterSiteInput, registerSite } from "../use-cases/register-site.ts";
import { type SetRefundLimitInput, setRefundLimit } from "../use-cases/set-refund-limit.ts";
import { type SetSiteDeliveryInput, setSiteDelivery } from "../use-cases/set-site-delivery.ts";

export type OwnerVerbs = {
  registerSite(input: RegisterSiteInput): Promise<RegisteredSite>;
  registerAccount(input: RegisterAccountInput): Promise<AccountView>;
  listAccounts(): Promise<AccountView[]>;
  setRefundLimit(input: SetRefundLimitInput): Promise<void>;
  setSiteDelivery(input: SetSiteDeliveryInput): Promise<{ adapter: string }>;
  checkSite(input: CheckSiteInput): Promise<SiteCheckDocument>;
  getSiteCheck(siteId: string): Promise<SiteCheckDocument>;
  inspectPayment(paymentId: string): Promise<InspectedPayment>;
  listIncidents(): Promise<IncidentDocument[]>;
};

export function ownerVerbs(context: Context): OwnerVerbs {
  return {
    registerSite: (input) => registerSite(context, input),
    registerAccount: (input) => registerAccount(context, input),
    listAccounts: () => listAccounts(context),
    setRefundLimit: (input) => setRefundLimit(context, input),
    setSiteDelivery: (input) => setSiteDelivery(context, input),
    checkSite: (input) => checkSite(context, input),
    getSiteCheck: (siteId) => getSiteCheck(context, siteId),
    inspectPayment: (paymentId) => inspectPayment(context, paymentId),
    listIncidents: () => listIncidents(context),
  };
}
