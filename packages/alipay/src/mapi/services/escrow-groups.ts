// The rules over several fields that escrow and dual-function trades share.

import type { FieldGroup } from "../../services/field-group.ts";

export const escrowGroups: readonly FieldGroup[] = [
  { rule: "at_least_one", sets: [["seller_id"], ["seller_account_name"], ["seller_email"]] },
  { rule: "at_most_one", sets: [["logistics_type_1", "logistics_fee_1", "logistics_payment_1"]] },
  { rule: "at_most_one", sets: [["logistics_type_2", "logistics_fee_2", "logistics_payment_2"]] },
  { rule: "only_with", field: "logistics_type_2", other: "logistics_type_1" },
  { rule: "distinct", fields: ["logistics_type", "logistics_type_1", "logistics_type_2"] },
];
