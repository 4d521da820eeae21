import { onServer, suitesOfAllDatabases } from "../testing/on-server.ts";
import { testServers } from "../testing/test-database.ts";

onServer(testServers.postgres, suitesOfAllDatabases());
