// What the functions of the aggregates take.
import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** The database itself, or a transaction on it. */
export type Db = Kysely<Tables>;
