// What an account's settings say of the fields of a message.
import type { DoctorAccount } from "../doctor-context.ts";

/** Names of fields and the account's own values for them. */
export function accountValues(
  account: DoctorAccount | undefined,
): readonly (readonly [name: string, value: string | undefined])[] {
  return [
    ["partner", account?.partner],
    ["seller_id", account?.sellerId ?? account?.partner],
    ["seller_email", account?.sellerEmail],
    ["app_id", account?.appId],
    ["auth_app_id", account?.appId],
    ["notify_url", account?.notifyUrl],
    ["return_url", account?.returnUrl],
  ];
}
