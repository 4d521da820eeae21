import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { type Gathering, GatheringDriver, oneByOne, sentLater } from "./gathering-driver.ts";
import { GroupSpoiled } from "./together.ts";

/** What reached the database, and in which company. */
let sent: string[][];
/** Rows that a statement reaches; two where nothing is said. */
let reached: Record<string, number>;

const query = (text: string): CompiledQuery => CompiledQuery.raw(text);
const read = (text: string): CompiledQuery =>
  ({ ...query(text), query: { kind: "SelectQueryNode" } }) as unknown as CompiledQuery;

async function answer(text: string): Promise<QueryResult<never>> {
  if (text.includes("broken")) throw new Error(`refused: ${text}`);
  return { numAffectedRows: BigInt(reached[text] ?? 2), rows: [] };
}

const inner: DatabaseConnection = {
  executeQuery<R>({ sql }: CompiledQuery): Promise<QueryResult<R>> {
    sent.push([sql]);
    return answer(sql);
  },
  streamQuery: () => {
    throw new Error("nothing is streamed");
  },
};

const ends: Driver = {
  init: async () => {},
  acquireConnection: async () => inner,
  beginTransaction: async () => void sent.push(["inner begin"]),
  commitTransaction: async () => void sent.push(["inner commit"]),
  rollbackTransaction: async () => void sent.push(["inner rollback"]),
  releaseConnection: async () => {},
  destroy: async () => {},
};

const inOneGo: Gathering = {
  begin: "begin",
  async executeAll(_connection, queries) {
    sent.push(queries.map(({ sql }) => sql));
    return Promise.all(queries.map(({ sql }) => answer(sql)));
  },
  withCommit: undefined,
};

const withItsCommit: Gathering = {
  ...inOneGo,
  withCommit: (writes) => [
    ...writes.map(({ sql, expectedRows }) => query(`${sql} = ${expectedRows}`)),
    query("commit"),
  ],
};

async function connected(gathering: Gathering): Promise<{ driver: Driver; connection: DatabaseConnection }> {
  const driver = new GatheringDriver(ends, gathering);
  const connection = await driver.acquireConnection();
  await driver.beginTransaction(connection, {});
  return { driver, connection };
}

beforeEach(() => {
  sent = [];
  reached = {};
});

describe("statements of a transaction", () => {
  it("begin with the first of them, and writes that nobody waits for go with the next one and before the commit", async () => {
    const { driver, connection } = await connected(inOneGo);
    expect(sent).toEqual([]);
    await connection.executeQuery(read("read 1"));
    expect(await connection.executeQuery(sentLater(query("write 1"), 2))).toEqual({ numAffectedRows: 2n, rows: [] });
    await connection.executeQuery(sentLater(query("write 2"), 2));
    await connection.executeQuery(read("read 2"));
    await connection.executeQuery(sentLater(query("write 3"), 2));
    await driver.commitTransaction(connection);
    expect(sent).toEqual([["begin", "read 1"], ["write 1", "write 2", "read 2"], ["write 3"], ["inner commit"]]);
  });

  it("are not committed where one of them reached another number of rows than was believed", async () => {
    const { driver, connection } = await connected(inOneGo);
    reached["write 1"] = 1;
    await connection.executeQuery(sentLater(query("write 1"), 2));
    await connection.executeQuery(sentLater(query("write 2"), 2));
    await expect(driver.commitTransaction(connection)).rejects.toThrow(GroupSpoiled);
    await driver.rollbackTransaction(connection);
    expect(sent).toEqual([["begin"], ["write 1", "write 2"], ["inner rollback"]]);
  });

  it("fail with the next statement where one before it reached another number", async () => {
    const { connection } = await connected(inOneGo);
    reached["write 1"] = 3;
    await connection.executeQuery(sentLater(query("write 1"), 2));
    await expect(connection.executeQuery(read("read 1"))).rejects.toThrow(GroupSpoiled);
  });

  it("fail with what the database says of any of them", async () => {
    const { driver, connection } = await connected(inOneGo);
    await connection.executeQuery(sentLater(query("broken write"), 2));
    await expect(driver.commitTransaction(connection)).rejects.toThrow("refused: broken write");
    expect(sent).not.toContainEqual(["inner commit"]);
  });

  it("do not write before the transaction is known to have begun", async () => {
    const { connection } = await connected({ ...inOneGo, begin: "broken begin" });
    await expect(connection.executeQuery(query("write 1"))).rejects.toThrow("refused: broken begin");
    expect(sent).toEqual([["broken begin"]]);
  });

  it("go with the commit where each of them fails by itself when it reaches another number", async () => {
    const { driver, connection } = await connected(withItsCommit);
    await connection.executeQuery(read("read"));
    await connection.executeQuery(sentLater(query("write 1"), 2));
    await connection.executeQuery(sentLater(query("write 2"), 3));
    await driver.commitTransaction(connection);
    expect(sent).toEqual([
      ["begin", "read"],
      ["write 1 = 2", "write 2 = 3", "commit"],
    ]);
  });

  it("go with the commit only when the transaction is known to have begun, and not at all where it has not", async () => {
    const { driver, connection } = await connected(withItsCommit);
    await connection.executeQuery(sentLater(query("write"), 2));
    await driver.commitTransaction(connection);
    expect(sent).toEqual([["begin"], ["write = 2", "commit"]]);
    sent = [];
    const broken = await connected({ ...withItsCommit, begin: "broken begin" });
    await broken.connection.executeQuery(sentLater(query("write"), 2));
    await expect(broken.driver.commitTransaction(broken.connection)).rejects.toThrow("refused: broken begin");
    expect(sent).toEqual([["broken begin"]]);
  });

  it("leave the commit to the driver where nothing goes with it", async () => {
    const { driver, connection } = await connected(withItsCommit);
    await connection.executeQuery(read("read"));
    await driver.commitTransaction(connection);
    expect(sent).toEqual([["begin", "read"], ["inner commit"]]);
  });

  it("are forgotten by a rollback", async () => {
    const { driver, connection } = await connected(inOneGo);
    await connection.executeQuery(sentLater(query("write 1"), 2));
    await driver.rollbackTransaction(connection);
    await connection.executeQuery(read("read 1"));
    expect(sent).toEqual([["inner rollback"], ["read 1"]]);
  });

  it("go one by one where sending them together gains nothing, none behind one that failed", async () => {
    const { driver, connection } = await connected({ begin: undefined, executeAll: oneByOne, withCommit: undefined });
    await connection.executeQuery(sentLater(query("write 1"), 2));
    await connection.executeQuery(sentLater(query("broken write"), 2));
    await connection.executeQuery(sentLater(query("write 2"), 2));
    await expect(driver.commitTransaction(connection)).rejects.toThrow("refused: broken write");
    expect(sent).toEqual([["inner begin"], ["write 1"], ["broken write"]]);
  });
});
