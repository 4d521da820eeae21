import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createGateway } from "../create-gateway.ts";
import { silentLog } from "../platform/log.ts";
import { createSystemPlatform } from "../platform/system-platform.ts";
import { alipayKeys, appKeys } from "../testing/fake-alipay.ts";
import { watchedLog } from "../testing/leak-watch.ts";
import { spawnTypescript } from "../testing/spawn-typescript.ts";
import { openTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { VirtualTime } from "../testing/virtual-time.ts";

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await database.release();
});

it("delivers what a process owed that was killed while it delivered, under the same id", async () => {
  const deliveries: string[] = [];
  let onDelivery: () => void = () => {};
  const shop = createServer((request, response) => {
    deliveries.push(String(request.headers["dedepay-delivery"]));
    request.resume();
    // The first delivery is never answered: its process dies waiting.
    if (deliveries.length > 1) response.end();
    onDelivery();
  });
  shop.listen(0, "127.0.0.1");
  await once(shop, "listening");
  const arrival = new Promise<void>((resolve) => {
    onDelivery = resolve;
  });
  const child = spawnTypescript(new URL("../testing/killable-gateway.ts", import.meta.url), {
    database: database.choice,
    webhookUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}/webhook`,
    appPrivateKey: appKeys.privateKey,
    alipayPrivateKey: alipayKeys.privateKey,
    alipayPublicKey: alipayKeys.publicKey,
  });
  if (child.stdout === null) throw new Error("no output");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { answer, paymentId } = JSON.parse(line) as { answer: string; paymentId: string };
  expect(answer).toBe("success");
  await arrival;
  child.kill("SIGKILL");
  await once(child, "exit");

  const system = createSystemPlatform({ egressAllow: ["loopback"] });
  const time = new VirtualTime(Date.now());
  const gateway = await createGateway({
    log: watchedLog(silentLog),
    ...database.choice,
    masterKey: Buffer.alloc(32, 7),
    publicUrl: () => "https://pay.test",
    platform: { ...system, clock: time, timers: time },
  });
  gateway.start();
  await time.advance(30_000);
  expect(deliveries).toHaveLength(1);
  await time.advance(60_000);
  expect(deliveries).toEqual([deliveries[0], deliveries[0]]);
  const { payment, deliveries: kept, postings } = await gateway.inspectPayment(paymentId);
  expect(payment.state).toBe("paid");
  expect(kept).toMatchObject([{ type: "payment.paid", status: "done" }]);
  expect(postings).toHaveLength(2);
  await gateway.close();
  await system.close();
  shop.closeAllConnections();
  shop.close();
});
