// A whole gateway as a process of its own, to be killed at any moment. Its one argument is JSON; it prints its address.
import { type StartGatewayOptions, startGateway } from "@dedepay/gateway";
import { databaseAdapterName } from "../database/database-adapter.ts";
import { shopDatabaseAdapter } from "../platform/shop-database-adapter.ts";

export type KilledGatewayInput = Pick<StartGatewayOptions, "dataDir" | "databaseUrl" | "port"> & {
  masterKeyHex: string;
};

const { masterKeyHex, ...where } = JSON.parse(process.argv[2] ?? "{}") as KilledGatewayInput;
const { url } = await startGateway({
  ...where,
  masterKey: Buffer.from(masterKeyHex, "hex"),
  adminToken: "not-used-in-this-test-0123456789abcdef",
  log: { debug() {}, info() {}, warn() {}, error() {} },
  rateLimits: { perAddress: 1_000_000, perKey: 1_000_000 },
  egressAllow: ["loopback"],
  siteAdapters: { [databaseAdapterName]: shopDatabaseAdapter },
});
process.stdout.write(`${url}\n`);
