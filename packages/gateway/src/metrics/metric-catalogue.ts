// Every figure that /metrics shows, as data: docs/operations/metrics.md is held against it, and the registry is built from it.
// Node's own figures (memory, event loop, garbage collection) come from prom-client as they are.

export type CounterName =
  | "dedepay_problems_total"
  | "dedepay_notifications_total"
  | "dedepay_outbox_attempts_total"
  | "dedepay_database_retries_total"
  | "dedepay_database_failures_total"
  | "dedepay_purged_rows_total";
export type HistogramName =
  | "dedepay_http_request_duration_seconds"
  | "dedepay_alipay_call_duration_seconds"
  | "dedepay_notification_lag_seconds";
export type GaugeName =
  | "dedepay_outbox_rows"
  | "dedepay_outbox_oldest_due_seconds"
  | "dedepay_unknown_outcomes"
  | "dedepay_incidents_open"
  | "dedepay_ready"
  | "dedepay_clock_ahead_seconds"
  | "dedepay_disk_free_bytes";

type Described = { labels: readonly string[]; help: string };
type Timed = Described & { buckets: readonly number[] };

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/** A notification usually comes in seconds; a day is where Alipay gives up. */
const lagBuckets = [1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400] as const;

export const counters: Readonly<Record<CounterName, Described>> = {
  dedepay_problems_total: { labels: ["code"], help: "Failed requests by unified code 1001 to 1016" },
  dedepay_notifications_total: { labels: ["outcome"], help: "Notifications of Alipay by what became of them" },
  dedepay_outbox_attempts_total: {
    labels: ["kind", "result"],
    help: "Tries to carry out an outbox row: done, retry, parked, dead",
  },
  dedepay_database_retries_total: {
    labels: ["why"],
    help: "Units of work run again: held_up (lock, deadlock), stale, or group (another unit of a shared transaction failed)",
  },
  dedepay_database_failures_total: { labels: [], help: "Units of work that the database failed (1001)" },
  dedepay_purged_rows_total: { labels: ["table"], help: "Old rows deleted by retention" },
};

export const histograms: Readonly<Record<HistogramName, Timed>> = {
  dedepay_http_request_duration_seconds: {
    labels: ["method", "route", "status"],
    help: "Requests to the gateway by route pattern and status class",
    buckets: requestBuckets,
  },
  dedepay_alipay_call_duration_seconds: {
    labels: ["service", "result"],
    help: "Calls to Alipay: answered, timeout, network, too_large",
    buckets: requestBuckets,
  },
  dedepay_notification_lag_seconds: {
    labels: [],
    help: "From the moment the buyer paid, as Alipay says it, to our commit of its notification",
    buckets: lagBuckets,
  },
};

/** Measured when they are asked for. */
export const gauges: Readonly<Record<GaugeName, Described>> = {
  dedepay_outbox_rows: { labels: ["kind", "status"], help: "Outbox rows that are pending, leased, parked or dead" },
  dedepay_outbox_oldest_due_seconds: { labels: ["kind"], help: "For how long the oldest due row waits to be tried" },
  dedepay_unknown_outcomes: { labels: ["of"], help: "Payments and refunds whose outcome Alipay has not told clearly" },
  dedepay_incidents_open: { labels: [], help: "Incidents that nobody has resolved" },
  dedepay_ready: { labels: ["check"], help: "1 where the check of /readyz is fine, else 0" },
  dedepay_clock_ahead_seconds: { labels: [], help: "How far our clock is ahead of Alipay's, as its last answers say" },
  dedepay_disk_free_bytes: { labels: [], help: "Free space where the embedded database lies" },
};
