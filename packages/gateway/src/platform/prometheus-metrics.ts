// The catalogue's figures in Prometheus' own form, by prom-client. One registry a gateway: two in one process don't mix.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type CounterName, counters, gauges, type HistogramName, histograms } from "../metrics/metric-catalogue.ts";
import type { Measurement, MetricLabels, Metrics } from "./metrics.ts";

export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #counters = new Map<string, Counter>();
  readonly #histograms = new Map<string, Histogram>();

  /** `version` of the program, for `dedepay_build_info`. */
  constructor(version: string) {
    const registers = [this.#registry];
    for (const [name, { help, labels }] of Object.entries(counters))
      this.#counters.set(name, new Counter({ name, help, labelNames: [...labels], registers }));
    for (const [name, { help, labels, buckets }] of Object.entries(histograms))
      this.#histograms.set(
        name,
        new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers }),
      );
    const info = {
      name: "dedepay_build_info",
      help: "Version of the program and of Node",
      labelNames: ["version", "node"],
    };
    new Gauge({ ...info, registers }).set({ version, node: process.versions.node }, 1);
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  count(name: CounterName, labels: MetricLabels = {}, by = 1): void {
    this.#counters.get(name)?.inc(labels, by);
  }

  observe(name: HistogramName, seconds: number, labels: MetricLabels = {}): void {
    this.#histograms.get(name)?.observe(labels, seconds);
  }

  /** All of it as text. A gauge that was not measured has no line: nought would be a figure. */
  async render(measured: readonly Measurement[]): Promise<string> {
    const now = new Registry();
    const made = new Map<string, Gauge>();
    for (const { name, labels = {}, value } of measured) {
      const { help, labels: labelNames } = gauges[name];
      const gauge = made.get(name) ?? new Gauge({ name, help, labelNames: [...labelNames], registers: [now] });
      made.set(name, gauge);
      gauge.set(labels, value);
    }
    return `${await this.#registry.metrics()}\n${await now.metrics()}`;
  }
}
