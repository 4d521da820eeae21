// The buyer comes back from Alipay. Settles nothing: shows the state, and asks Alipay if the notification is not there yet.
import type { BuyerView } from "./buyer-view.ts";

export type ViewReturnInput = { attemptId: string; rawQuery: string; requestId: string };
export type ViewReturnResult = { view: BuyerView; returnVerified: boolean };
