// The whole way for tests over real HTTP: a gateway, the local Alipay, and a site with a webhook.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContractBroken, contractAt } from "@dedepay/api-contract";
import { credentialsOf, type Simulator, startSimulator } from "@dedepay/simulator";
import type { Log, LogFields } from "../../platform/log.ts";
import { type RunningGateway, startGateway } from "../../start-gateway.ts";
import { watchedLog } from "../../testing/leak-watch.ts";
import { type SiteClient, siteClient } from "./site-client.ts";
import { type WebhookReceiver, webhookReceiver } from "./webhook-receiver.ts";

export type LogLine = LogFields & { message: string };

export type Rehearsal = {
  simulator: Simulator;
  gateway: RunningGateway;
  hook: WebhookReceiver;
  site: SiteClient;
  /** What the gateway logged. */
  lines: LogLine[];
  log: Log;
  masterKey: Uint8Array;
  /** Asks the admin API; a refusal is thrown, its document as the message. */
  admin(path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Registers one of the simulator's accounts over the admin API, with the contracts it has. */
  registerAccount(id: string, changes?: Record<string, unknown>): Promise<void>;
  /** Throws ContractBroken where a webhook was not as described. */
  close(): Promise<void>;
};

/** The site's default account is `mapi-all`; `openapi-key` is registered beside it. */
export async function startRehearsal(): Promise<Rehearsal> {
  const lines: LogLine[] = [];
  const keep = (fields: LogFields, message: string): void => {
    lines.push({ ...fields, message });
  };
  const log = watchedLog({ debug: keep, info: keep, warn: keep, error: keep });
  const masterKey = randomBytes(32);
  const dataDir = await mkdtemp(join(tmpdir(), "gateway-"));
  const simulator = await startSimulator();
  const hook = await webhookReceiver();
  const gateway = await startGateway({ dataDir, masterKey, port: 0, log, egressAllow: ["loopback"] });
  const admin: Rehearsal["admin"] = (path, body) => askAdmin(gateway, path, body);
  const registerAccount: Rehearsal["registerAccount"] = async (id, changes = {}) => {
    await admin("/admin/accounts", { ...accountOf(simulator, id), ...changes });
  };
  for (const id of ["mapi-all", "openapi-key"]) await registerAccount(id);
  const made = await admin("/admin/sites", { name: "山间茶铺", webhook_url: hook.url, default_account: "mapi-all" });
  hook.secret = String(made["webhook_secret"]);
  const site = siteClient(gateway.url, { id: String(made["key_id"]), secret: String(made["key_secret"]) });
  return {
    ...{ simulator, gateway, hook, site, lines, log, masterKey, admin, registerAccount },
    async close() {
      const complaints = await webhookComplaints(gateway, hook);
      await gateway.close();
      await hook.close();
      await simulator.close();
      await rm(dataDir, { recursive: true, force: true });
      if (complaints.length > 0) throw new ContractBroken("a webhook", complaints);
    },
  };
}

/** What the site was told, held against the description of webhooks. */
async function webhookComplaints(gateway: RunningGateway, hook: WebhookReceiver): Promise<string[]> {
  const contract = await contractAt(gateway.url);
  return hook.received.flatMap(({ verified, ...delivery }) => contract.complaintsOfWebhook(delivery.type, delivery));
}

async function askAdmin(gateway: RunningGateway, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const reply = await fetch(`${gateway.adminUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${gateway.adminToken}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await reply.json()) as Record<string, unknown>;
  if (!reply.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** What the admin API is told of an account of the simulator. */
function accountOf(simulator: Simulator, id: string): Record<string, unknown> {
  const account = simulator.world.accounts.find((one) => one.id === id);
  if (account === undefined) throw new Error(`no account ${id} in the world`);
  const { protocol, ...credentials } = credentialsOf(account);
  return {
    id,
    environment: "simulator",
    endpoint: protocol === "mapi" ? simulator.mapiEndpoint : simulator.openapiEndpoint,
    protocol,
    credentials,
    contracts: account.contracts.map(({ product, goods, from }) => ({ product, goods, status: "active", from })),
  };
}
