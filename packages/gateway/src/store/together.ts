// Units of work that share a transaction put what they ask of the database in the same moment as one statement. A function of
// an aggregate says once, for several requests, what the statement is; alone it is called with one request.
import DataLoader from "dataloader";
import { atEndOfTurn } from "../platform/next-turn.ts";
import type { Db } from "./db.ts";

/** Answers in the order of the requests. */
export type Together<Request, Answer> = (db: Db, requests: readonly Request[]) => Promise<readonly Answer[]>;

/**
 * Thrown where one statement for several units did not do what it should for each of them. The transaction is undone, and
 * each unit then runs in one of its own, where it can be told what happened to it.
 */
export class GroupSpoiled extends Error {
  constructor(what: string) {
    super(`${what}: not for every unit of the group`);
    this.name = "GroupSpoiled";
  }
}

type Loaders = Map<Together<never, unknown>, DataLoader<unknown, unknown>>;

const ofGroups = new WeakMap<Db, Loaders>();
const ofReaders = new WeakMap<Db, Loaders>();

/** From now on whoever works with this `db` asks together. It is a transaction, and lives as long. */
export function shareAmongUnits(db: Db): void {
  ofGroups.set(db, new Map());
}

/** Whether `db` is a transaction that units share: then what spoils it is undone, and each unit runs again by itself. */
export function isShared(db: Db): boolean {
  return ofGroups.has(db);
}

/** Reads outside of a transaction, of requests that arrived in the same turn, become one statement. */
export function shareAmongReaders(db: Db): void {
  ofReaders.set(db, new Map());
}

/** A function of an aggregate for one request, out of that for several. */
export function together<Request, Answer>(
  run: Together<Request, Answer>,
): (db: Db, request: Request) => Promise<Answer> {
  return async (db, request) => {
    const loaders = ofGroups.get(db);
    if (loaders === undefined) return (await run(db, [request]))[0] as Answer;
    return loaderOf(loaders, run, () => new DataLoader(batchOf(run, db), { cache: false })).load(request);
  };
}

/** The same of a function that only reads: then the requests of strangers can share a statement, too. */
export function readTogether<Request, Answer>(
  run: Together<Request, Answer>,
): (db: Db, request: Request) => Promise<Answer> {
  const inGroup = together(run);
  return async (db, request) => {
    const loaders = ofReaders.get(db);
    if (loaders === undefined) return inGroup(db, request);
    const options = { cache: false, batchScheduleFn: atEndOfTurn };
    return loaderOf(loaders, run, () => new DataLoader(batchOf(run, db), options)).load(request);
  };
}

function batchOf<Request, Answer>(run: Together<Request, Answer>, db: Db) {
  return (requests: readonly Request[]): Promise<readonly Answer[]> => run(db, requests);
}

function loaderOf<Request, Answer>(
  loaders: Loaders,
  run: Together<Request, Answer>,
  make: () => DataLoader<Request, Answer>,
): DataLoader<Request, Answer> {
  const known = loaders.get(run) as DataLoader<Request, Answer> | undefined;
  if (known !== undefined) return known;
  const loader = make();
  loaders.set(run, loader as DataLoader<unknown, unknown>);
  return loader;
}
