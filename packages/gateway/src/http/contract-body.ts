// A contract as the admin API takes it.
import { type TEnum, type TObject, type TOptional, type TString, Type } from "typebox";
import type { ContractInput } from "../use-cases/accounts/describe-account.ts";
import { moment } from "./schemas/text.ts";

type ContractFields = {
  product: TEnum<["direct", "escrow", "dual", "page", "wap", "qr"]>;
  goods: TEnum<["physical", "virtual", "any"]>;
  status: TEnum<["under_review", "active", "paused", "expired"]>;
  from: TOptional<TString>;
  to: TOptional<TString>;
};

export const newContract: TObject<ContractFields> = Type.Object(
  {
    product: Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"]),
    goods: Type.Enum(["physical", "virtual", "any"]),
    status: Type.Enum(["under_review", "active", "paused", "expired"]),
    from: Type.Optional(moment("Start")),
    to: Type.Optional(moment("End")),
  },
  { additionalProperties: false },
);

export type ContractBody = {
  product: ContractInput["product"];
  goods: ContractInput["goods"];
  status: ContractInput["status"];
  from?: string;
  to?: string;
};

export function contractInput(body: ContractBody): ContractInput {
  const { product, goods, status, from, to } = body;
  return {
    ...{ product, goods, status },
    ...(from !== undefined && { fromMs: Date.parse(from) }),
    ...(to !== undefined && { toMs: Date.parse(to) }),
  };
}
