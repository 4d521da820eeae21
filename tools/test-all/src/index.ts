// Private database servers, for whoever else needs one.
export type { DatabaseServer } from "./database-server.ts";
export { startMariadb } from "./mariadb.ts";
export { startPostgres } from "./postgres.ts";
