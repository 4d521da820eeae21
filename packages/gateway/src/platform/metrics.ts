// The port through which everything in the gateway counts and measures. It must not know prom-client: `start-gateway` brings that.
import type { CounterName, GaugeName, HistogramName } from "../metrics/metric-catalogue.ts";

/** Few values each, none of a person, an order or a secret. */
export type MetricLabels = Readonly<Record<string, string>>;

export type Metrics = {
  /** By one unless told. */
  count(name: CounterName, labels?: MetricLabels, by?: number): void;
  /** Seconds. */
  observe(name: HistogramName, seconds: number, labels?: MetricLabels): void;
};

/** A figure that is measured when somebody asks for it. */
export type Measurement = { name: GaugeName; labels?: MetricLabels; value: number };

export const silentMetrics: Metrics = { count: () => {}, observe: () => {} };
