// Tells a merchant's error_notify_url that a browser service ended in an error page: only where the account has that, and
// only for requests which the partner has really signed.
import type { ReadFields } from "../wire/read-fields.ts";
import type { Simulation } from "../world/simulation.ts";

const told = ["out_trade_no", "return_url", "buyer_id", "seller_email", "seller_id"] as const;

export function announceError(simulation: Simulation, read: ReadFields, code: string): void {
  const { fields, charset } = read;
  const account = simulation.accounts.partner(fields.get("partner") ?? "");
  const notifyUrl = simulation.addresses.keep(fields.get("error_notify_url"));
  if (account?.errorNotices !== true || notifyUrl === undefined || !/^https?:\/\//.test(notifyUrl)) return;
  const outTradeNo = fields.get("out_trade_no") ?? "";
  const signType = fields.get("sign_type") === "RSA" ? "RSA" : "MD5";
  const known = told.flatMap((name) => {
    const value = fields.get(name);
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  void simulation.announceOther(
    { account, sellerId: account.partner, charset, signType, outTradeNo, notifyUrl },
    {
      facts: (notifyId) =>
        new Map([["notify_id", notifyId], ["partner", account.partner], ["error_code", code], ...known]),
      label: code,
      // Nobody asks later what became of it; the log of exchanges shows each send.
      keep: () => undefined,
    },
    fields.get("service") ?? "",
  );
}
