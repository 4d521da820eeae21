import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { createGateway } from "../../create-gateway.ts";
import type { KillableResealingInput } from "../../testing/killable-resealing.ts";
import { spawnTypescript } from "../../testing/spawn-typescript.ts";
import { masterKey, openTestGateway } from "../../testing/test-gateway.ts";

it("survives being killed between rows: nothing is lost, and the next run finishes", async () => {
  const test = await openTestGateway();
  for (let n = 0; n < 12; n += 1) await test.gateway.registerSite({ name: `店 ${n}`, requestId: "r" });
  const newKey = Buffer.alloc(32, 13);
  const keys = [newKey, masterKey].map((key) => key.toString("hex"));
  const input: KillableResealingInput = { database: test.database.choice, keys };
  const openWith = (...some: Buffer[]) =>
    createGateway({ ...test.database.choice, masterKey: () => some, publicUrl: () => "https://pay.test" });
  // Two accounts, thirteen sites with a key each.
  for (const rowsDone of [3, 11]) {
    const child = spawnTypescript(new URL("../../testing/killable-resealing.ts", import.meta.url), input);
    for await (const line of createInterface({ input: child.stdout ?? expect.fail() })) {
      if (Number(line) === rowsDone) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    const both = await openWith(newKey, masterKey);
    expect(await both.listAccounts()).toHaveLength(2);
    for (const { id } of await both.listSiteKeys()) {
      expect((await both.findSiteByKey(id))?.matches("x", "0".repeat(64))).toBe(false);
    }
    await both.close();
  }
  const finishing = await openWith(newKey, masterKey);
  const { total, unreadable, resealed } = await finishing.resealSecrets({ actor: "cli:ada", requestId: "r" });
  expect({ total, unreadable }).toEqual({ total: 28, unreadable: [] });
  // The killed runs were not for nothing, and not complete.
  expect(resealed).toBeGreaterThan(0);
  expect(resealed).toBeLessThan(28);
  await finishing.close();
  await (await openWith(newKey)).close();
  await test.database.rows("delete from accounts");
  await test.close();
});
