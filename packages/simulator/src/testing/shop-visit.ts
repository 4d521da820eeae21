// A buyer's browser for tests: follows the way from the gateway through the cashier and back, without script.
import type { Simulator } from "../start-simulator.ts";

export const buyers = {
  zhangSan: "2088202000000014",
  liSi: "2088202000000022",
  poor: "2088202000000030",
  frozen: "2088202000000048",
  unverified: "2088202000000056",
} as const;

/** Sends the browser to the gateway; answers the cashier's address. Fails where there is no redirect. */
export async function openCashier(address: string): Promise<string> {
  const response = await fetch(address, { redirect: "manual" });
  const location = response.headers.get("location");
  if (response.status !== 303 || location === null) {
    throw new Error(
      `no cashier: HTTP ${response.status} ${response.headers.get("simulator-error")} ${await response.text()}`,
    );
  }
  const page = await fetch(location);
  if (page.status !== 200) throw new Error(`the cashier answers HTTP ${page.status}`);
  return location;
}

/** Pays at an open cashier; answers where the browser is sent. */
export async function payAt(
  cashier: string,
  form: { buyer?: string; way?: "instant" | "escrow" } = {},
): Promise<{ status: number; error: string | null; text: string }> {
  const body = new URLSearchParams({ buyer: form.buyer ?? buyers.zhangSan, ...(form.way ? { way: form.way } : {}) });
  const response = await fetch(`${cashier}/pay`, { method: "POST", body });
  return { status: response.status, error: response.headers.get("simulator-error"), text: await response.text() };
}

/** Where the browser goes when it returns to the shop. */
export async function returnFrom(cashier: string): Promise<URL> {
  const response = await fetch(`${cashier}/return`, { redirect: "manual" });
  return new URL(response.headers.get("location") ?? "about:blank");
}

/** The trade as the control API shows it. */
export async function tradeOf(simulator: Simulator, outTradeNo: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${simulator.url}/sim/trades/${encodeURIComponent(outTradeNo)}`);
  return (await response.json()) as Record<string, unknown>;
}

/** Moves the simulation's time. */
export async function advance(simulator: Simulator, ms: number): Promise<void> {
  const response = await fetch(`${simulator.url}/sim/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance_ms: ms }),
  });
  if (response.status !== 200) throw new Error(await response.text());
}
