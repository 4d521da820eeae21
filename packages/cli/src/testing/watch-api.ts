// Import it in a test file whose commands talk to a gateway: what the API of sites answers them is held against the description
// that the gateway gives of itself.
import { watchEveryFetch } from "@dedepay/api-contract";
import { afterAll, afterEach, expect } from "vitest";

const watch = watchEveryFetch();

afterEach(async () => {
  expect(await watch.takeComplaints()).toEqual([]);
});
afterAll(() => {
  expect(watch.seen()).toBeGreaterThan(0);
  watch.stop();
});
