// Every scenario, in the order in which they are listed. A new one is a file here, a line here, and a test.

import { buyerAsksRefund } from "./buyer-asks-refund.ts";
import { clockJumps } from "./clock-jumps.ts";
import { contractEnds } from "./contract-ends.ts";
import { counterPaymentReplyLost } from "./counter-payment-reply-lost.ts";
import { keyRotated } from "./key-rotated.ts";
import { notifyDuplicated } from "./notify-duplicated.ts";
import { notifyEmptyField } from "./notify-empty-field.ts";
import { notifyExtraField } from "./notify-extra-field.ts";
import { notifyForged } from "./notify-forged.ts";
import { notifyInGbk } from "./notify-in-gbk.ts";
import { notifyLateAfterClose } from "./notify-late-after-close.ts";
import { notifyNeverSent } from "./notify-never-sent.ts";
import { notifyReordered } from "./notify-reordered.ts";
import { notifyReplayed } from "./notify-replayed.ts";
import { notifyUnknownOrder } from "./notify-unknown-order.ts";
import { notifyWithoutContentType } from "./notify-without-content-type.ts";
import { notifyWrongAmount } from "./notify-wrong-amount.ts";
import { notifyWrongAppId } from "./notify-wrong-app-id.ts";
import { notifyWrongSellerId } from "./notify-wrong-seller-id.ts";
import { priceChangedBySeller } from "./price-changed-by-seller.ts";
import { queryFails } from "./query-fails.ts";
import { refundInConsole } from "./refund-in-console.ts";
import { refundReplyLost } from "./refund-reply-lost.ts";
import { refundWindowEnds } from "./refund-window-ends.ts";
import { returnBeforeNotification } from "./return-before-notification.ts";
import type { Scenario } from "./scenario.ts";
import { secondAttemptPaid } from "./second-attempt-paid.ts";
import { sellerFrozen } from "./seller-frozen.ts";
import { unavailableInGbk } from "./unavailable-in-gbk.ts";

export const scenarios: readonly Scenario[] = [
  notifyForged,
  notifyWrongAmount,
  notifyWrongSellerId,
  notifyWrongAppId,
  notifyUnknownOrder,
  notifyDuplicated,
  notifyReplayed,
  notifyReordered,
  notifyLateAfterClose,
  notifyExtraField,
  notifyEmptyField,
  notifyInGbk,
  notifyNeverSent,
  notifyWithoutContentType,
  returnBeforeNotification,
  refundReplyLost,
  counterPaymentReplyLost,
  refundInConsole,
  priceChangedBySeller,
  buyerAsksRefund,
  clockJumps,
  keyRotated,
  contractEnds,
  sellerFrozen,
  queryFails,
  unavailableInGbk,
  refundWindowEnds,
  secondAttemptPaid,
];
