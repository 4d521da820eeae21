// Runs suites that were written for the embedded database once more, unchanged, on a database server.
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { type TestServer, useServer } from "./test-database.ts";

/** About one kind of database, or about none. */
const ofOneKind: readonly string[] = ["sqlite-adapter.test.ts", "sorting-driver.test.ts", "group-sizes.test.ts"];

/** What differs between two Nodes is the drivers: on the second one, whoever uses them directly is enough, without killing processes. */
const isSecondNode = process.env["DEDEPAY_TEST_SECOND_NODE"] === "1";
const folders = isSecondNode ? ["store", "outbox"] : ["store", "use-cases", "outbox", "look-alike"];
const suiteName = isSecondNode ? /^[^.]+\.test\.ts$/ : /^[^.]+(?:\.e2e)?\.test\.ts$/;

/** Every test file of those folders, save those which say that they are about one kind only. */
export function suitesOfAllDatabases(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(new URL(`../${folder}/`, import.meta.url), { recursive: true, encoding: "utf8" })
      .filter((name) => suiteName.test(name) && !ofOneKind.includes(name))
      .map((name) => `../${folder}/${name}`),
  );
}

/** Skipped by name where the server's variable is absent. */
export function onServer(server: TestServer, suites: readonly string[]): void {
  const isAbsent = server.url === undefined;
  describe.skipIf(isAbsent)(`on ${server.name}${isAbsent ? ` (${server.variable} is not set)` : ""}`, async () => {
    // Before suites which open their gateway once for all their tests, and before each test of the others.
    beforeAll(() => useServer(server));
    beforeEach(() => useServer(server));
    afterAll(() => useServer(undefined));
    for (const suite of suites) {
      await describe(suite.slice(3), async () => {
        await import(/* @vite-ignore */ suite);
      });
    }
  });
}
