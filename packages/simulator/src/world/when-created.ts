// When the trade of an order comes into being: with the request, when the cashier is opened (the code is scanned), or when the
// buyer confirms. Before that a query finds nothing.
import type { Simulation } from "./simulation.ts";
import type { TradeCreated } from "./switches.ts";
import type { Order } from "./trade.ts";

export function whenCreated({ switches }: Simulation, { account, product }: Order): TradeCreated {
  switch (product) {
    case "page":
      return switches.pageTradeCreated;
    case "wap":
      return switches.wapTradeCreated;
    case "qr":
      return switches.qrTradeCreated;
    case "direct":
    case "escrow":
    case "dual":
      // Of the old gateway nothing else was ever reported.
      if (account.protocol === "mapi") return "requested";
      throw new Error(`${product} is no product of OpenAPI`);
  }
}
