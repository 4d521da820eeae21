// Alipay's own refusal of a refund, as it was kept; nothing moved, and the reserved amount is free again.
import { DedepayError, type UnifiedCode } from "@dedepay/errors";
import { statusOfRefusal } from "../../channel/alipay-failure.ts";
import type { RefundDocument } from "./refund-document.ts";

/** The refusal, whenever it is asked for: 1010 mostly, and whatever Alipay's code maps to. */
export function refundFailure({ id, last_error }: RefundDocument): DedepayError {
  const alipay = last_error?.alipay;
  const unified = (last_error?.code ?? 1010) as UnifiedCode;
  return new DedepayError(unified, {
    ...statusOfRefusal(unified),
    detail: last_error?.detail ?? { zh: "这笔退款没有成功，没有退款", en: "This refund failed; nothing went back" },
    money: "none",
    ...(alipay !== undefined && {
      alipay: {
        code: alipay.code,
        ...(alipay.sub_code !== undefined && { subCode: alipay.sub_code }),
        ...(alipay.sub_msg !== undefined && { subMsg: alipay.sub_msg }),
      },
    }),
    extra: { refund_id: id },
  });
}
