import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { prepareAdminToken, rotateAdminToken } from "./admin-token.ts";
import { hashAdminToken } from "./http/admin-auth.ts";
import { seededRandomness } from "./testing/seeded-randomness.ts";

let folder: string;
const randomness = seededRandomness("admin token");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "dedepay-token-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it("is made once, and known again without being stored", async () => {
  const first = await prepareAdminToken(folder, undefined, randomness);
  const second = await prepareAdminToken(folder, undefined, randomness);
  expect(second.token).toBeUndefined();
  expect(await second.sha256()).toEqual(Buffer.from(hashAdminToken(first.token ?? "")));
});

it("counts no more in a running process once another one made a new one", async () => {
  const running = await prepareAdminToken(folder, undefined, randomness);
  const next = await rotateAdminToken(folder, randomness);
  expect(await running.sha256()).toEqual(Buffer.from(hashAdminToken(next)));
  expect(await running.rotate?.()).not.toBe(next);
  await rm(join(folder, "admin-token.sha256"));
  // Nobody's token has this hash.
  expect(await running.sha256()).toEqual(new Uint8Array(32));
});

it("that was given from outside is neither stored nor replaced", async () => {
  const given = await prepareAdminToken(folder, "adm_given", randomness);
  expect(given.rotate).toBeUndefined();
  expect(await given.sha256()).toEqual(hashAdminToken("adm_given"));
  expect((await prepareAdminToken(folder, undefined, randomness)).token).toMatch(/^adm_/);
});

it("names a file that holds something else", async () => {
  await writeFile(join(folder, "admin-token.sha256"), "not a hash\n");
  await expect(prepareAdminToken(folder, undefined, randomness)).rejects.toThrow("does not hold a SHA-256");
});
