// Sends somebody to the cashier with an order: its trade is made now if the switches want it so early.
import { type OpenedTrade, openTrade, orderRefusal } from "./open-trade.ts";
import type { Simulation } from "./simulation.ts";
import type { Order } from "./trade.ts";
import type { Visit } from "./visit-book.ts";
import { whenCreated } from "./when-created.ts";

type Refused = Extract<OpenedTrade, { kind: "refused" }>;

/** The visit, or why the order can't be paid. */
export function visitOrder(
  simulation: Simulation,
  order: Order,
  o: { quitUrl?: string | undefined; untilMs?: number } = {},
): { kind: "visit"; visit: Visit } | Refused {
  if (whenCreated(simulation, order) !== "requested") {
    return orderRefusal(simulation, order) ?? { kind: "visit", visit: simulation.visits.open(order, undefined, o) };
  }
  const opened = openTrade(simulation, order);
  return opened.kind === "refused" ? opened : { kind: "visit", visit: simulation.visits.open(order, opened.trade, o) };
}
