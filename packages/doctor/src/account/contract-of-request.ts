// Which contract a request would need, and what the account has. Contracts are typed in by people: they prove little.
import type { DoctorAccount, DoctorContract } from "../doctor-context.ts";
import { fieldValue } from "../evidence/field.ts";
import type { SignedMessage } from "../evidence/signed-message.ts";
import type { Examination } from "../examination.ts";

export type Product = DoctorContract["product"];

export type NeededContract = {
  readonly message: SignedMessage;
  readonly account: DoctorAccount;
  readonly service: string;
  readonly product: Product;
  /** Contracts of that product. */
  readonly contracts: readonly DoctorContract[];
};

const products: Readonly<Record<string, Product>> = {
  create_direct_pay_by_user: "direct",
  create_partner_trade_by_buyer: "escrow",
  trade_create_by_buyer: "dual",
  "alipay.wap.create.direct.pay.by.user": "wap",
  "alipay.trade.page.pay": "page",
  "alipay.trade.wap.pay": "wap",
  "alipay.trade.precreate": "qr",
  "alipay.trade.app.pay": "app",
  "alipay.trade.pay": "bar_code",
};

/** For each request whose account has contracts written down. */
export function neededContracts(examination: Examination): readonly NeededContract[] {
  return examination.requests.flatMap((message) => {
    const service = fieldValue(message.fields, "service") ?? fieldValue(message.fields, "method") ?? "";
    const product = Object.hasOwn(products, service) ? products[service] : undefined;
    const account = examination.accountOf(message);
    if (product === undefined || account?.contracts === undefined) return [];
    return [
      {
        message,
        account,
        service,
        product,
        contracts: account.contracts.filter((contract) => contract.product === product),
      },
    ];
  });
}

/** Whether the contract is said to be in force. */
export function isActive(contract: DoctorContract): boolean {
  return /^(?:active|signed|effective|已签约|已生效|生效|正常)$/iu.test(contract.status.trim());
}

/** Whether the contract is said to be applied for and not yet decided. */
export function isInReview(contract: DoctorContract): boolean {
  return /审核|待(?:审|生效|开通|签)|申请中|review|pending|processing|applying/iu.test(contract.status);
}
