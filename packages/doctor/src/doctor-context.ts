// What is known beside the evidence: accounts with their credentials as somebody typed them, orders, the time. All optional.
// Credentials stay texts here: white space, a wrong case or a cut end is what the doctor looks for.
import type { Charset } from "@dedepay/alipay";

export type DoctorContract = {
  readonly product: "direct" | "escrow" | "dual" | "page" | "wap" | "qr" | "app" | "bar_code";
  readonly goods: "physical" | "virtual" | "any";
  /** "active" or whatever word the console shows instead. */
  readonly status: string;
  readonly fromMs?: number;
  readonly toMs?: number;
};

export type DoctorAccount = {
  /** How people call it; stands in findings. */
  readonly name?: string;
  readonly environment?: "production" | "sandbox" | "simulator";
  readonly protocol: "mapi" | "openapi";
  readonly partner?: string;
  readonly appId?: string;
  readonly sellerId?: string;
  readonly sellerEmail?: string;
  readonly signType?: string;
  readonly charset?: Charset;
  readonly md5Key?: string;
  readonly privateKey?: string;
  readonly appPublicKey?: string;
  readonly alipayPublicKey?: string;
  readonly certificates?: { readonly app?: string; readonly alipay?: string; readonly alipayRoot?: string };
  readonly aesKey?: string;
  readonly notifyUrl?: string;
  readonly returnUrl?: string;
  /** What the shop sells. */
  readonly goods?: "physical" | "virtual" | "any";
  readonly contracts?: readonly DoctorContract[];
};

/** What was submitted, or what the shop's own record says, under one order number. Names are Alipay's. */
export type DoctorOrder = {
  readonly outTradeNo: string;
  readonly submitted?: readonly { readonly atMs?: number; readonly fields: Readonly<Record<string, string>> }[];
  /** The shop's total in yuan, as its database shows it. */
  readonly amount?: string;
  readonly state?: string;
};

export type DoctorContext = {
  /** Epoch milliseconds. Without it nothing that depends on the time is claimed. */
  readonly nowMs?: number;
  readonly accounts?: readonly DoctorAccount[];
  readonly orders?: readonly DoctorOrder[];
};
