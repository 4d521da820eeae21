// Two gateways on two databases of one kind, one of them with many payments in its ledger, measured in the same rounds.
import { assertAnswer, type Contender, type Place, startGatewayContender } from "../contender.ts";
import { type Database, databaseNames, withPlace } from "../databases.ts";
import { type Answer, loadAtOnce, withConnections } from "../http-load.ts";
import { type Keys, notificationBody } from "../messages.ts";
import { measureRounds } from "../rounds.ts";
import type { Samples } from "../samples.ts";
import { fillLedger } from "./fill-ledger.ts";
import { openLoader } from "./open-loader.ts";

export type ComparedWithFull = {
  readonly database: Database;
  readonly payments: number;
  /** Of both databases, while it was measured. */
  readonly settings: string;
  readonly samples: Samples;
};

export type FullOptions = {
  readonly keys: Keys;
  readonly payments: number;
  readonly rounds: number;
  readonly requests: number;
  progress(what: string, done: number, all: number): void;
};

const templateNumber = 9_000_000;

export async function compareWithFull(database: Database, o: FullOptions): Promise<ComparedWithFull> {
  const { keys, payments, rounds, requests, progress } = o;
  const name = databaseNames[database];
  return withPlace(database, (emptyPlace) =>
    withPlace(database, async (fullPlace) => {
      const full = await startGatewayContender(fullPlace, keys, "full");
      const empty = await startGatewayContender(emptyPlace, keys, "empty");
      try {
        await fill(full, fullPlace, {
          ...{ keys, payments },
          progress: (done, all) => progress(`${name}: payments in the ledger`, done, all),
        });
        const settings = await commonSettings(fullPlace, emptyPlace);
        const samples = await measureRounds([full, empty], {
          ...{ keys, rounds, requests },
          onRound: (done, all) => progress(`${name}, full and empty: rounds`, done, all),
        });
        return { database, payments, settings, samples };
      } finally {
        await full.stop();
        await empty.stop();
      }
    }),
  );
}

type FillOptions = { keys: Keys; payments: number; progress(done: number, all: number): void };

async function fill(gateway: Contender, place: Place, { keys, payments, progress }: FillOptions): Promise<void> {
  const send = async (request: Buffer): Promise<Answer> => {
    const { answers } = await withConnections(gateway.server.ready.port, (open) => loadAtOnce(open, [request]));
    if (answers[0] === undefined) throw new Error("no answer");
    return answers[0];
  };
  const created = gateway.createdOf(await send(gateway.create(templateNumber, "rsa2")), templateNumber);
  const answer = await send(gateway.notify(notificationBody(created, keys)));
  assertAnswer("the notification to be copied", answer, { status: 200, holds: "success" });
  const ledger = await openLoader(place);
  try {
    await fillLedger(ledger, { paymentId: created.id, payments, progress });
  } finally {
    await ledger.close();
  }
}

async function commonSettings(full: Place, empty: Place): Promise<string> {
  const [ofFull, ofEmpty] = [await settingsOf(full), await settingsOf(empty)];
  if (ofFull !== ofEmpty) throw new Error(`the databases differ in their settings: ${ofFull}; ${ofEmpty}`);
  return ofFull;
}

async function settingsOf(place: Place): Promise<string> {
  const ledger = await openLoader(place);
  try {
    return await ledger.settings();
  } finally {
    await ledger.close();
  }
}
