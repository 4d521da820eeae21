// What comes after the kills: the waiting times are cut short until nothing is under way, and an owner settles by the
// comparison of the books what a person has to settle.
import { setTimeout as wait } from "node:timers/promises";
import type { Gateway } from "@dedepay/gateway";
import { databaseAdapterName } from "../database/database-adapter.ts";
import { compareSides } from "../reconcile/compare-sides.ts";
import type { Mismatch } from "../reconcile/mismatch.ts";
import { readSides } from "../reconcile/sides.ts";
import type { KillShop, KillStage } from "./kill-stage.ts";

/**
 * Lets gateways in this process live until nothing is under way and each of these orders is paid in the books. Between two of
 * them everything that waits for its time gets it: what a killed one held, too.
 */
export async function liveOn(stage: KillStage, paidOrders: readonly string[]): Promise<void> {
  const mostLives = 20;
  for (let life = 0; life < mostLives; life += 1) {
    await stage.query(
      stage.ledger,
      `UPDATE outbox SET available_at_ms=0 WHERE status='pending' AND kind='webhook';
       UPDATE outbox SET lease_until_ms=0 WHERE status='leased';
       UPDATE queries SET next_at_ms=0 WHERE next_at_ms IS NOT NULL`,
    );
    const gateway = await stage.openGateway();
    gateway.start();
    const isQuiet = await isQuietSoon(stage, paidOrders);
    await gateway.close();
    if (isQuiet) return;
  }
  throw new Error("something stays under way");
}

async function isQuietSoon(stage: KillStage, paidOrders: readonly string[]): Promise<boolean> {
  const until = Date.now() + 5000;
  while (Date.now() < until) {
    const [open] = await stage.query(
      stage.ledger,
      "SELECT COUNT(*) AS n FROM outbox WHERE kind='webhook' AND status IN ('pending','leased')",
    );
    const paid = await stage.query(stage.ledger, "SELECT order_no FROM payments WHERE state='paid'");
    const known = new Set(paid.map((row) => row["order_no"]));
    if (Number(open?.["n"]) === 0 && paidOrders.every((orderNo) => known.has(orderNo))) return true;
    await wait(200);
  }
  return false;
}

/** What the comparison finds in one shop. */
export async function compareShop(gateway: Gateway, shop: KillShop): Promise<Mismatch[]> {
  const sides = await readSides(
    {
      books: (after) => gateway.listSiteBooks({ siteId: shop.name, after }),
      orders: (question) => gateway.readSiteOrders(shop.name, question),
    },
    0,
  );
  return compareSides(sides, { canRepair: sides.site.adapter === databaseAdapterName });
}

/** As an owner does who reads what is to be done: by a yes, or by the statement that he is told to run. Answers what was done. */
export async function settleByComparison(stage: KillStage, gateway: Gateway, shop: KillShop): Promise<string[]> {
  const done: string[] = [];
  for (const mismatch of await compareShop(gateway, shop)) {
    const statement = /UPDATE [^;]*;/.exec(mismatch.todo?.zh ?? "")?.[0];
    if (statement !== undefined) await stage.query(shop.name, statement);
    if (mismatch.repair !== undefined) await repair(gateway, shop, mismatch.repair.does);
    else if (mismatch.kind === "half_done") await sendAgain(gateway, shop, mismatch);
    done.push(`${shop.name} ${mismatch.orderNo}: ${mismatch.kind}, ${mismatch.what.en}`);
  }
  return done;
}

async function repair(gateway: Gateway, shop: KillShop, does: NonNullable<Mismatch["repair"]>["does"]): Promise<void> {
  const requestId = gateway.newRequestId();
  if (does.kind === "resend") await gateway.resendDelivery({ deliveryId: does.deliveryId, requestId });
  else if (does.kind === "order") await gateway.repairSiteOrder({ ...does.repair, siteId: shop.name, requestId });
}

async function sendAgain(gateway: Gateway, shop: KillShop, { paymentId }: Mismatch): Promise<void> {
  const { payments } = await gateway.listSiteBooks({ siteId: shop.name, limit: 10_000 });
  const parked = payments.find(({ id }) => id === paymentId)?.deliveries.find(({ status }) => status === "parked");
  if (parked !== undefined) await gateway.resendDelivery({ deliveryId: parked.id, requestId: gateway.newRequestId() });
}
