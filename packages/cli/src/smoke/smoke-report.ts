// What `demo --once` says at its end: a table for people, an object for programs, and one line with the counts.
import { textTable } from "../terminal/text-table.ts";
import type { Walked } from "./walk-way.ts";

export interface SmokeCounts {
  readonly paid: number;
  readonly delivered: number;
  readonly failed: number;
}

/** A payment with any mistake is failed, also where it was paid and delivered. */
export function countWalks(walks: readonly Walked[]): SmokeCounts {
  return {
    paid: walks.filter(({ paid }) => paid).length,
    delivered: walks.filter(({ delivered }) => delivered).length,
    failed: walks.filter(({ mistakes }) => mistakes.length > 0).length,
  };
}

export function smokeLine({ paid, delivered, failed }: SmokeCounts): string {
  return `smoke: ${paid} paid, ${delivered} delivered, ${failed} failed`;
}

export function smokeTable(walks: readonly Walked[]): string {
  const heads = [
    ["订单", "方式", "经过的状态", "分录", "送达", "用时"],
    ["order", "way", "states passed", "postings", "deliveries", "time"],
  ];
  const rows = walks.map((walk) => [
    walk.orderNo,
    `${walk.way.zh} ${walk.way.id}`,
    walk.states.join(" → "),
    String(walk.postings.length),
    deliveriesCell(walk),
    `${(walk.tookMs / 1000).toFixed(1)} s ${walk.mistakes.length === 0 ? "✓" : "✗"}`,
  ]);
  return textTable([...heads, ...rows]);
}

/** How many there were, and how often each had to be tried where once was not enough. */
function deliveriesCell({ deliveries }: Walked): string {
  const repeated = deliveries.filter(({ tries }) => tries > 1).map(({ tries }) => `${tries}×`);
  return repeated.length === 0 ? String(deliveries.length) : `${deliveries.length} (${repeated.join(" ")})`;
}

/** One line for each thing that is wrong, with the order it concerns. */
export function smokeMistakes(walks: readonly Walked[]): string[] {
  return walks.flatMap(({ orderNo, way, mistakes }) =>
    mistakes.map((one) => `✗ ${orderNo} ${way.zh} ${way.id}: ${one}`),
  );
}

export function smokeDocument(walks: readonly Walked[]): unknown {
  return {
    ...countWalks(walks),
    payments: walks.map((walk) => ({
      order_no: walk.orderNo,
      payment_id: walk.paymentId ?? null,
      way: walk.way.id,
      states: walk.states,
      postings: walk.postings,
      deliveries: walk.deliveries,
      took_ms: walk.tookMs,
      paid: walk.paid,
      delivered: walk.delivered,
      mistakes: walk.mistakes,
    })),
  };
}
