// Gateway and peer on one database: all kinds of requests, orders at a steady pace, and the floors.
import { type Contender, startGatewayContender, startPeerContender } from "./contender.ts";
import { type Database, databaseNames, withPlace } from "./databases.ts";
import { type Floors, measureFloors } from "./floors.ts";
import { loadAtRate, withConnections } from "./http-load.ts";
import type { Keys } from "./messages.ts";
import { measureRounds } from "./rounds.ts";
import { quantile, type Samples } from "./samples.ts";

export type Compared = {
  readonly database: Database;
  readonly samples: Samples;
  readonly floors: Floors;
  /** Orders with RSA2, 100 a second. */
  readonly steadyP99Ms: { readonly gateway: number; readonly peer: number };
};

export type CompareOptions = {
  readonly keys: Keys;
  readonly rounds: number;
  readonly requests: number;
  readonly steadySeconds: number;
  progress(what: string, done: number, all: number): void;
};

const steadyPerSecond = 100;
const steadyFrom = 5_000_000;

export async function compareWithPeer(database: Database, o: CompareOptions): Promise<Compared> {
  const { keys, rounds, requests, steadySeconds, progress } = o;
  return withPlace(database, async (place) => {
    const gateway = await startGatewayContender(place, keys);
    const peer = await startPeerContender(place, keys);
    try {
      const samples = await measureRounds([gateway, peer], {
        ...{ keys, rounds, requests },
        onRound: (done, all) => progress(`${databaseNames[database]}: rounds`, done, all),
      });
      const floors = await measureFloors(peer, 2 * requests);
      const steadyP99Ms = {
        gateway: await steadyP99(gateway, steadySeconds),
        peer: await steadyP99(peer, steadySeconds),
      };
      return { database, samples, floors, steadyP99Ms };
    } finally {
      await gateway.stop();
      await peer.stop();
    }
  });
}

async function steadyP99(contender: Contender, steadySeconds: number): Promise<number> {
  const numbers = Array.from({ length: steadyPerSecond * steadySeconds }, (_, index) => steadyFrom + index);
  const requests = numbers.map((number) => contender.create(number, "rsa2"));
  const { answers, latenciesMs } = await withConnections(contender.server.ready.port, (open) =>
    loadAtRate(open, requests, steadyPerSecond),
  );
  for (const [index, answer] of answers.entries()) contender.createdOf(answer, steadyFrom + index);
  return quantile(latenciesMs, 0.99);
}
