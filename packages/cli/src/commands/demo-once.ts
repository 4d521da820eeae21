// `dedepay demo --once`: everything on free ports in an empty folder, eight payments at the same time, a table, an exit code.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Demo, startDemo } from "../demo/start-demo.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { httpExchange } from "../platform/http-exchange.ts";
import { GatewayApi } from "../smoke/gateway-api.ts";
import type { Rehearsal } from "../smoke/rehearsal.ts";
import { countWalks, smokeDocument, smokeLine, smokeMistakes, smokeTable } from "../smoke/smoke-report.ts";
import { type Walked, walkWay } from "../smoke/walk-way.ts";
import { ways } from "../smoke/way.ts";
import { WebhookInbox } from "../smoke/webhook-inbox.ts";
import type { Surroundings } from "../surroundings.ts";

export async function demoOnce(flags: { json?: true }, surroundings: Surroundings): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), "dedepay-demo-"));
  try {
    const walks = await rehearse(folder, surroundings, flags.json === true);
    const counts = countWalks(walks);
    if (flags.json) surroundings.out(`${JSON.stringify(smokeDocument(walks), undefined, 2)}\n`);
    else
      for (const line of [smokeTable(walks), "", ...smokeMistakes(walks), smokeLine(counts)])
        surroundings.out(`${line}\n`);
    const allWell = counts.paid === ways.length && counts.delivered === ways.length && counts.failed === 0;
    return allWell ? exitCode.fine : exitCode.foundProblem;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rehearse(folder: string, surroundings: Surroundings, quiet: boolean): Promise<Walked[]> {
  const inbox = new WebhookInbox();
  const webhookUrl = await inbox.open();
  try {
    const demo = await startDemo({
      ...{ shopPort: 0, gatewayPort: 0, simulatorPort: 0 },
      dataFolder: folder,
      masterKey: surroundings.randomBytes(32),
      logFile: join(folder, "gateway.log"),
      nowMs: surroundings.nowMs,
    });
    try {
      await openShop(demo.shopUrl);
      const rehearsal = await prepare(demo, { inbox, webhookUrl, surroundings });
      return await walkAll(rehearsal, demo.accountId, progress(surroundings, quiet));
    } finally {
      await demo.close();
    }
  } finally {
    await inbox.close();
  }
}

async function prepare(
  { gateway, simulator }: Demo,
  o: { inbox: WebhookInbox; webhookUrl: string; surroundings: Surroundings },
): Promise<Rehearsal> {
  const { nowMs, sleep } = o.surroundings;
  const { url, adminUrl, adminToken = "" } = gateway;
  const api = new GatewayApi({ exchange: httpExchange, url, adminUrl, adminToken, nowMs });
  const site = await api.registerSite({ name: "演练 rehearsal", webhookUrl: o.webhookUrl });
  o.inbox.expect({ secret: site.webhookSecret });
  return {
    ...{ exchange: httpExchange, api, nowMs, sleep },
    siteKey: { id: site.keyId, secret: site.keySecret },
    inbox: o.inbox,
    simulatorUrl: simulator.url,
    returnUrl: new URL("/thanks", o.webhookUrl).href,
  };
}

/** The shop sells through its own pages, in the browser test; here it has to be there. */
async function openShop(url: string): Promise<void> {
  const { status } = await httpExchange({ method: "GET", url });
  if (status !== 200) throw new Error(`the shop answers ${status} at ${url}`);
}

async function walkAll(
  rehearsal: Rehearsal,
  accountId: (name: string) => string,
  progressed: (done: number) => void,
): Promise<Walked[]> {
  let done = 0;
  progressed(done);
  return Promise.all(
    ways.map(async (way, index) => {
      const walked = await walkWay(rehearsal, { ...way, account: accountId(way.account) }, `DEMO${index + 1}`);
      done += 1;
      progressed(done);
      return walked;
    }),
  );
}

/** On a terminal, one line which is written over; elsewhere nothing. */
function progress(surroundings: Surroundings, quiet: boolean): (done: number) => void {
  if (quiet || !surroundings.isTerminal) return () => undefined;
  const clearLine = "\r\u001b[2K";
  return (done) => {
    surroundings.out(done === ways.length ? clearLine : `${clearLine}付款 payments ${done}/${ways.length} …`);
  };
}
