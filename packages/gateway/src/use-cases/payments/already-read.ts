// What a unit of work has read of a payment's surroundings, so that it is not read again; as it was before the change.
import type { TradeRows } from "../../store/trades.ts";
import type { Belongings } from "./load-payment.ts";

export type AlreadyRead = Belongings & Pick<TradeRows, "lastEvent" | "siteIsTold" | "wasTold">;
