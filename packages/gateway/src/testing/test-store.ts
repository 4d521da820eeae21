// A migrated store on a fresh database for each test of a file, on whichever database the suite runs.
import { afterEach, beforeEach } from "vitest";
import { openAdapter } from "../store/open-adapter.ts";
import { Store } from "../store/store.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

/** Called once in a file; its `store` is the test's own. */
export function useTestStore(): { readonly store: Store } {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await openTestDatabase();
    store = await Store.open(openAdapter(database.choice), 0);
  });
  afterEach(async () => {
    await store.close();
    await database.release();
  });
  return {
    get store() {
      return store;
    },
  };
}
