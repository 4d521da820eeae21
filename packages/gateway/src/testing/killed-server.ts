// A whole gateway as a process of its own, to be killed at any moment. Its one argument is JSON; it prints its address.
import { silentLog } from "../platform/log.ts";
import { type StartGatewayOptions, startGateway } from "../start-gateway.ts";

export type KilledServerInput = Pick<StartGatewayOptions, "dataDir" | "databaseUrl"> & { masterKeyHex: string };

const { masterKeyHex, ...where } = JSON.parse(process.argv[2] ?? "{}") as KilledServerInput;
const { url } = await startGateway({
  egressAllow: ["loopback"],
  ...where,
  masterKey: Buffer.from(masterKeyHex, "hex"),
  port: 0,
  adminToken: "not-used-in-this-test-0123456789abcdef",
  log: silentLog,
  rateLimits: { perAddress: 1_000_000, perKey: 1_000_000 },
});
process.stdout.write(`${url}\n`);
