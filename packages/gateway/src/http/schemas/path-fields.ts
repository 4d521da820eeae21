// Parts of addresses.
import { type TObject, type TString, Type } from "typebox";
import { both } from "./both-languages.ts";

const id: TString = Type.String({ description: both("支付单编号", "Id of the payment") });

export const paymentById: TObject<{ id: TString }> = Type.Object({ id });
export const refundById: TObject<{ id: TString; refund: TString }> = Type.Object({
  id,
  refund: Type.String({
    description: both("退款编号，或站点自己的退款号", "Id of the refund, or the site's own number"),
  }),
});
