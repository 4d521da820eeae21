// Turns the machine's effects into rows: deliveries and shipments into the outbox, incidents, queries.
// Each effect has a key, so that the same one is never owed twice. Nothing leaves the house here.

import { beijingTime, formatYuan } from "@dedepay/alipay";
import type { Effect, IncidentCause } from "@dedepay/core";
import type { BilingualText } from "@dedepay/errors";
import { assertNever } from "../../assert-never.ts";
import { shipsAutomatically } from "../../store/sites.ts";
import type { Db } from "../../store/store.ts";
import type { PaymentsTable } from "../../store/tables/payments.ts";
import type { RefundsTable } from "../../store/tables/refunds.ts";
import type { Context } from "../context.ts";
import { oweRow } from "../deliveries/owe-row.ts";
import { machineCause } from "../incidents/incident-causes.ts";
import { incidentTitles } from "../incidents/incident-titles.ts";
import { openIncident } from "../incidents/open-incident.ts";
import { queryNow } from "../queries/query-schedule.ts";
import { planRefund } from "../refunds/plan-refund.ts";
import { leaveToSeller } from "../shipping/leave-to-seller.ts";
import type { AlreadyRead } from "./already-read.ts";
import { isoTime } from "./describe-payment.ts";
import { machineOf } from "./payment-machine.ts";

/** Rows of one payment version stay in the order in which the machine named them. */
const effectsPerVersion = 100;

export async function carryEffects(
  context: Context,
  db: Db,
  o: {
    payment: PaymentsTable;
    effects: readonly Effect[];
    refund?: RefundsTable;
    detail?: Detail;
    alreadyRead?: AlreadyRead | undefined;
  },
): Promise<void> {
  for (const [index, effect] of o.effects.entries()) {
    await carryEffect(context, db, {
      payment: o.payment,
      effect,
      refund: o.refund,
      detail: o.detail,
      // The others have to read what the first one has written.
      alreadyRead: index === 0 ? o.alreadyRead : undefined,
      sequence: o.payment.version * effectsPerVersion + index,
    });
  }
}

/** What the evidence said; no keys, no buyer. */
type Detail = Readonly<Record<string, string | number | boolean | undefined>>;

type Carried = {
  payment: PaymentsTable;
  effect: Effect;
  sequence: number;
  refund: RefundsTable | undefined;
  detail: Detail | undefined;
  alreadyRead: AlreadyRead | undefined;
};

async function carryEffect(context: Context, db: Db, o: Carried): Promise<void> {
  const { payment, effect, sequence, refund } = o;
  switch (effect.type) {
    case "deliver":
      return oweRow(context, db, {
        payment,
        sequence,
        key: effect.key,
        kind: "webhook",
        delivery: effect.delivery,
        alreadyRead: o.alreadyRead,
        refund: effect.refundId === undefined ? undefined : refund,
      });
    case "ship_virtual":
      if (!(await shipsAutomatically(db, payment.siteId))) {
        return leaveToSeller(context, db, { payment, sequence, attemptId: effect.attemptId });
      }
      return oweRow(context, db, {
        payment,
        sequence,
        key: effect.key,
        kind: "ship_virtual",
        attemptId: effect.attemptId,
      });
    case "query_trade":
      return queryNow(context, db, payment.id);
    case "open_incident": {
      const asked = expectedFen(payment, effect.attemptId);
      const deadline = effect.cause === "price_changed_by_seller" ? payment.expiresAtMs : undefined;
      return openIncident(context, db, {
        cause: machineCause(effect.cause),
        group: `${payment.id}:${effect.key}`,
        title: titleOf(effect.cause, { askedFen: asked, saidFen: o.detail?.["totalFen"], deadlineMs: deadline }),
        paymentId: payment.id,
        accountId: payment.accountId,
        evidence: {
          ...o.detail,
          ...{ expectedFen: asked, attemptId: effect.attemptId },
          detail: effect.detail,
          ...(deadline === undefined ? {} : { closesAt: isoTime(deadline) }),
        },
      });
    }
    case "offer_refund":
      return openIncident(context, db, {
        cause: "refund-offer",
        group: `${payment.id}:${effect.key}`,
        title: { zh: "收到多余的款项，建议原路退回买家", en: "Money arrived that buys nothing; offer to send it back" },
        paymentId: payment.id,
        accountId: payment.accountId,
        evidence: { attemptId: effect.attemptId, amountFen: Number(effect.amountFen) },
      });
    case "submit_refund":
    case "query_refund":
      // Only the refund machine gives these, with its refund.
      if (refund === undefined) throw new TypeError(`the payment machine gave ${effect.type}`);
      return planRefund(context, db, { type: effect.type, key: effect.key, refund });
    default:
      return assertNever(effect);
  }
}

type Price = { askedFen: number; saidFen: unknown; deadlineMs: number | undefined };

/** Of a changed price both amounts and the time that is left stand where the owner looks first. */
function titleOf(cause: IncidentCause, { askedFen, saidFen, deadlineMs }: Price): BilingualText {
  const { zh, en } = incidentTitles[cause];
  if ((cause !== "price_changed_by_seller" && cause !== "changed_price_paid") || typeof saidFen !== "number") {
    return { zh, en };
  }
  const prices = `¥${formatYuan(BigInt(askedFen))} → ¥${formatYuan(BigInt(saidFen))}`;
  if (deadlineMs === undefined) return { zh: `${zh}（${prices}）`, en: `${en} (${prices})` };
  const until = beijingTime(deadlineMs).slice(5, 16);
  return {
    zh: `${zh}（${prices}，请在北京时间 ${until} 前处理）`,
    en: `${en} (${prices}; until ${until} Beijing time)`,
  };
}

/** What this attempt was asked for: the content of the payment may have been replaced since. */
function expectedFen(payment: PaymentsTable, attemptId: string | undefined): number {
  const trade = machineOf(payment).facts.trades.find((one) => one.attemptId === attemptId);
  return Number(trade?.amountFen ?? payment.amountFen);
}
