// The gateway's log lines in a file: the terminal of the demo is for people.
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { createPinoLog, type GatewayOptions } from "@dedepay/gateway";

export interface FileLog {
  readonly log: NonNullable<GatewayOptions["log"]>;
  readonly close: () => Promise<void>;
}

export function fileLog(path: string): FileLog {
  const stream = createWriteStream(path, { flags: "a", mode: 0o600 });
  return {
    log: createPinoLog({ destination: stream }),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
}
