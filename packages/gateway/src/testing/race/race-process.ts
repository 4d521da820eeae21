// One gateway of the simulation as a process of its own: it stops at every connection to the database and at every call, and
// may be killed at any of these and around each commit. What it did before is in the database; what it wanted to do is lost.
import type { DatabaseConnection, Dialect, Driver, TransactionSettings } from "kysely";
import { createGateway, type Gateway } from "../../create-gateway.ts";
import type { HttpSend, Platform, Timers } from "../../platform/platform.ts";
import type { DatabaseAdapter } from "../../store/database-adapter.ts";
import { type DatabaseChoice, openAdapter } from "../../store/open-adapter.ts";

export class ProcessKilled extends Error {
  constructor(name: string) {
    super(`process ${name} was killed`);
    this.name = "ProcessKilled";
  }
}

export type RaceProcessOptions = {
  name: string;
  database: DatabaseChoice;
  pollMs: number;
  masterKey: Uint8Array;
  platform: Platform;
  /** Waits until the process may go on. */
  point(name: string): Promise<void>;
  /** Whether it dies at this very moment. */
  diesNow(): boolean;
};

export class RaceProcess {
  readonly name: string;
  readonly #o: RaceProcessOptions;
  #gateway: Gateway | undefined;
  #isDead = false;
  #isBorn = false;

  constructor(options: RaceProcessOptions) {
    this.name = options.name;
    this.#o = options;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Throws ProcessKilled. */
  get gateway(): Gateway {
    if (this.#gateway === undefined || this.#isDead) throw new ProcessKilled(this.name);
    return this.#gateway;
  }

  async open(): Promise<void> {
    const { database, masterKey, platform, pollMs } = this.#o;
    const adapter = openAdapter(database);
    this.#gateway = await createGateway({
      ...database,
      masterKey,
      pollMs,
      publicUrl: () => "https://pay.test",
      platform: {
        ...platform,
        http: this.#calls(platform.http),
        egress: this.#calls(platform.egress),
        timers: this.#timers(platform.timers),
      },
      adapter: { ...adapter, dialect: this.#watched(adapter.dialect) } satisfies DatabaseAdapter,
      examine: async () => ({ recognised: [], findings: [], inOrder: [], needs: [] }),
      diagnostician: { examine: async () => ({ kind: "busy" }), close: async () => {} },
    });
    this.#isBorn = true;
    this.#gateway.start();
  }

  /** From here on nothing of it reaches the database or anybody else. */
  kill(): void {
    this.#isDead = true;
    // Only lets go of the file. A transaction that is still open is rolled back by its own failure.
    void this.#gateway?.close({ abandon: true }).catch(() => {});
  }

  async #gate(what: string): Promise<void> {
    if (!this.#isBorn) return;
    this.#assertAlive();
    await this.#o.point(`${this.name} ${what}`);
    this.#assertAlive();
  }

  #assertAlive(): void {
    if (this.#isDead) throw new ProcessKilled(this.name);
  }

  #dieByChance(): void {
    if (this.#isBorn && !this.#isDead && this.#o.diesNow()) this.kill();
    this.#assertAlive();
  }

  /** What has left arrives, whether or not its sender lives to hear the answer. */
  #calls(send: HttpSend): HttpSend {
    return async (request) => {
      await this.#gate("calls");
      const reply = await send(request);
      await this.#gate("hears");
      return reply;
    };
  }

  #timers(timers: Timers): Timers {
    return {
      after: (delayMs, task) =>
        timers.after(delayMs, async () => {
          if (this.#isDead) return;
          try {
            await task();
          } catch (error) {
            if (!(error instanceof ProcessKilled)) throw error;
          }
        }),
    };
  }

  #watched(dialect: Dialect): Dialect {
    return {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => this.#watchedDriver(dialect.createDriver()),
    };
  }

  #watchedDriver(driver: Driver): Driver {
    return {
      init: () => driver.init(),
      destroy: () => driver.destroy(),
      acquireConnection: async () => {
        await this.#gate("reads");
        return driver.acquireConnection();
      },
      releaseConnection: (connection: DatabaseConnection) => driver.releaseConnection(connection),
      beginTransaction: (connection: DatabaseConnection, settings: TransactionSettings) =>
        driver.beginTransaction(connection, settings),
      commitTransaction: async (connection: DatabaseConnection) => {
        this.#dieByChance();
        await driver.commitTransaction(connection);
        this.#dieByChance();
      },
      rollbackTransaction: (connection: DatabaseConnection) => driver.rollbackTransaction(connection),
    };
  }
}
