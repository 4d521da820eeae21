// What the owner of the gateway may do: accounts, contracts, sites and their keys, and looking into everything.
import { type AccountCheck, type CheckAccountInput, checkAccount } from "../use-cases/accounts/check-account.ts";
import type { AccountView, ContractView } from "../use-cases/accounts/describe-account.ts";
import { getAccount, listAccounts } from "../use-cases/accounts/list-accounts.ts";
import {
  type ChangeAccountInput,
  changeAccount,
  type RotateAccountKeyInput,
  rotateAccountKey,
} from "../use-cases/accounts/manage-account.ts";
import {
  type AddContractInput,
  addContract,
  type ChangeContractInput,
  changeContract,
  listContracts,
  type RemoveContractInput,
  removeContract,
} from "../use-cases/accounts/manage-contracts.ts";
import {
  type EnteredAccount,
  type RegisterAccountInput,
  registerAccount,
} from "../use-cases/accounts/register-account.ts";
import type { Context } from "../use-cases/context.ts";
import { type ListAuditInput, type ListAuditResult, listAudit } from "../use-cases/operation/list-audit.ts";
import { noteTokenRotation } from "../use-cases/operation/note-token-rotation.ts";
import {
  type ResealSecretsInput,
  type ResealSecretsResult,
  resealSecrets,
} from "../use-cases/operation/reseal-secrets.ts";
import { type InspectedPayment, inspectPayment } from "../use-cases/payments/inspect-payment.ts";
import type { ByOwner } from "../use-cases/record-audit.ts";
import { type SetRefundLimitInput, setRefundLimit } from "../use-cases/refunds/set-refund-limit.ts";
import { type CheckSiteInput, checkSite, getSiteCheck, type SiteCheckDocument } from "../use-cases/sites/check-site.ts";
import { type ChangeSiteInput, changeSite, getSite, listSites, type SiteView } from "../use-cases/sites/manage-site.ts";
import { type RegisteredSite, type RegisterSiteInput, registerSite } from "../use-cases/sites/register-site.ts";
import type { SiteKeyView } from "../use-cases/sites/site-key-settings.ts";
import {
  type AddSiteKeyInput,
  addSiteKey,
  type ChangeSiteKeyInput,
  changeSiteKey,
  listSiteKeys,
  type NewSiteKey,
  type RevokeSiteKeyInput,
  type RotateSiteKeyInput,
  revokeKey,
  rotateSiteKey,
} from "../use-cases/sites/site-keys.ts";

export type OwnerVerbs = {
  registerSite(input: RegisterSiteInput): Promise<RegisteredSite>;
  listSites(): Promise<SiteView[]>;
  getSite(siteId: string): Promise<SiteView>;
  changeSite(input: ChangeSiteInput): Promise<SiteView>;
  setRefundLimit(input: SetRefundLimitInput): Promise<void>;
  addSiteKey(input: AddSiteKeyInput): Promise<NewSiteKey>;
  listSiteKeys(siteId?: string): Promise<SiteKeyView[]>;
  changeSiteKey(input: ChangeSiteKeyInput): Promise<SiteKeyView>;
  rotateSiteKey(input: RotateSiteKeyInput): Promise<NewSiteKey>;
  revokeKey(input: RevokeSiteKeyInput): Promise<SiteKeyView>;
  registerAccount(input: RegisterAccountInput): Promise<EnteredAccount>;
  listAccounts(): Promise<AccountView[]>;
  checkSite(input: CheckSiteInput): Promise<SiteCheckDocument>;
  getSiteCheck(siteId: string): Promise<SiteCheckDocument>;
  getAccount(accountId: string): Promise<AccountView>;
  changeAccount(input: ChangeAccountInput): Promise<AccountView>;
  rotateAccountKey(input: RotateAccountKeyInput): Promise<EnteredAccount>;
  checkAccount(input: CheckAccountInput): Promise<AccountCheck>;
  addContract(input: AddContractInput): Promise<ContractView>;
  listContracts(accountId?: string): Promise<ContractView[]>;
  changeContract(input: ChangeContractInput): Promise<ContractView>;
  removeContract(input: RemoveContractInput): Promise<ContractView>;
  noteTokenRotation(input: ByOwner): Promise<void>;
  listAudit(input: ListAuditInput): Promise<ListAuditResult>;
  resealSecrets(input: ResealSecretsInput): Promise<ResealSecretsResult>;
  inspectPayment(idOrOrderNo: string): Promise<InspectedPayment>;
};

export function ownerVerbs(context: Context): OwnerVerbs {
  return {
    registerSite: (input) => registerSite(context, input),
    listSites: () => listSites(context),
    getSite: (siteId) => getSite(context, siteId),
    changeSite: (input) => changeSite(context, input),
    setRefundLimit: (input) => setRefundLimit(context, input),
    addSiteKey: (input) => addSiteKey(context, input),
    listSiteKeys: (siteId) => listSiteKeys(context, siteId),
    changeSiteKey: (input) => changeSiteKey(context, input),
    rotateSiteKey: (input) => rotateSiteKey(context, input),
    revokeKey: (input) => revokeKey(context, input),
    registerAccount: (input) => registerAccount(context, input),
    listAccounts: () => listAccounts(context),
    checkSite: (input) => checkSite(context, input),
    getSiteCheck: (siteId) => getSiteCheck(context, siteId),
    getAccount: (accountId) => getAccount(context, accountId),
    changeAccount: (input) => changeAccount(context, input),
    rotateAccountKey: (input) => rotateAccountKey(context, input),
    checkAccount: (input) => checkAccount(context, input),
    addContract: (input) => addContract(context, input),
    listContracts: (accountId) => listContracts(context, accountId),
    changeContract: (input) => changeContract(context, input),
    removeContract: (input) => removeContract(context, input),
    noteTokenRotation: (input) => noteTokenRotation(context, input),
    listAudit: (input) => listAudit(context, input),
    resealSecrets: (input) => resealSecrets(context, input),
    inspectPayment: (idOrOrderNo) => inspectPayment(context, idOrOrderNo),
  };
}
