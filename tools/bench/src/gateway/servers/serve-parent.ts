// What a server process and the benchmark say to each other: ready, usage or commits when asked, and the end.
export type Usage = { readonly cpuMicroseconds: number; readonly residentBytes: number };
export type Commits = { readonly seconds: number };

export type Served = {
  readonly ready: unknown;
  close(): Promise<void>;
  /** So many durable commits of one small change each. */
  commit?(times: number): Promise<void>;
};

export function serveParent({ ready, close, commit }: Served): void {
  process.on("message", (message) => {
    if (message === "usage") {
      const { user, system } = process.cpuUsage();
      const usage: Usage = { cpuMicroseconds: user + system, residentBytes: process.memoryUsage().rss };
      process.send?.(usage);
    } else if (typeof message === "number") {
      const start = performance.now();
      void commit?.(message).then(() =>
        process.send?.({ seconds: (performance.now() - start) / 1000 } satisfies Commits),
      );
    } else void close().then(() => process.exit(0));
  });
  process.send?.(ready);
}
