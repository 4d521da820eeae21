// The simulator in a process of its own, so that its processor time and memory are nobody else's. Started by the benchmark
// with an IPC channel: sends its address, then its usage whenever it is asked.
import { startSimulator } from "@dedepay/simulator";

const simulator = await startSimulator();
process.on("message", (message) => {
  if (message === "usage") {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicroseconds: user + system, residentBytes: process.memoryUsage().rss });
  } else void simulator.close().then(() => process.exit(0));
});
process.send?.({ mapiEndpoint: simulator.mapiEndpoint });
