// What buyer and seller can do to a trade outside the protocols, for tests and people: POST /sim/trades/:no/actions.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { changePrice } from "../world/change-price.ts";
import { closeTrade } from "../world/close-trade.ts";
import { dispute } from "../world/dispute.ts";
import { payTrade } from "../world/pay-trade.ts";
import { refundTrade } from "../world/refund-trade.ts";
import { settlePending } from "../world/settle-pending.ts";
import { confirmReceipt, shipTrade } from "../world/ship-trade.ts";
import type { Simulation } from "../world/simulation.ts";
import type { Trade } from "../world/trade.ts";

const closed = { additionalProperties: false } as const;
const fen = Type.Integer({ minimum: 1, maximum: 10_000_000_000 });

const action = Type.Union([
  Type.Object(
    {
      action: Type.Literal("pay"),
      buyer: Type.String({ maxLength: 40 }),
      way: Type.Optional(Type.Union([Type.Literal("instant"), Type.Literal("escrow")])),
    },
    closed,
  ),
  Type.Object({ action: Type.Literal("ship") }, closed),
  Type.Object({ action: Type.Literal("confirm") }, closed),
  Type.Object({ action: Type.Literal("close") }, closed),
  // The seller's frozen account can receive again.
  Type.Object({ action: Type.Literal("settle") }, closed),
  // In the seller's console; without an amount everything which is left.
  Type.Object({ action: Type.Literal("refund"), amount_fen: Type.Optional(fen) }, closed),
  Type.Object({ action: Type.Literal("change_price"), total_fen: fen }, closed),
  Type.Object(
    {
      action: Type.Literal("dispute"),
      step: Type.Union([
        Type.Literal("ask"),
        Type.Literal("agree"),
        Type.Literal("refuse"),
        Type.Literal("withdraw"),
        Type.Literal("send_back"),
        Type.Literal("confirm_return"),
      ]),
    },
    closed,
  ),
]);

export type ActionResult = { done: true } | { done: false; reason: string };

/** Does what the JSON asks; `undefined`: it is no action. */
export async function actOnTrade(
  simulation: Simulation,
  trade: Trade,
  json: unknown,
): Promise<ActionResult | undefined> {
  if (!Value.Check(action, json)) return undefined;
  switch (json.action) {
    case "pay": {
      const paid = payTrade(simulation, trade, { userId: json.buyer, way: json.way });
      return paid.paid ? { done: true } : { done: false, reason: paid.reason };
    }
    case "ship":
      return result(
        shipTrade(simulation, trade, { logisticsName: "模拟快递", invoiceNo: undefined, transportType: "EXPRESS" }),
      );
    case "confirm":
      return result(confirmReceipt(simulation, trade));
    case "close":
      return result(await closeTrade(simulation, trade));
    case "settle":
      return result(settlePending(simulation, trade));
    case "refund": {
      const refunded = refundTrade(simulation, trade, {
        requestNo: `CONSOLE${simulation.takeTradeSerial()}`,
        amountFen: json.amount_fen === undefined ? trade.totalFen - trade.refundedFen : BigInt(json.amount_fen),
        reason: "seller's console",
      });
      return refunded.refunded ? { done: true } : { done: false, reason: refunded.reason };
    }
    case "change_price":
      return result(await changePrice(simulation, trade, BigInt(json.total_fen)));
    case "dispute":
      return result(await dispute(simulation, trade, json.step));
  }
}

function result(done: boolean): ActionResult {
  return done ? { done } : { done, reason: "status_does_not_allow" };
}
