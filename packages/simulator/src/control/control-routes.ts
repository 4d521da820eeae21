// The control API and page (/sim/…). For tests and people on this machine only; every request passes the guard first.
import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { clockRoutes } from "./clock-routes.ts";
import type { ControlOptions } from "./control-options.ts";
import { refuseControl } from "./guard.ts";
import { logRoutes } from "./log-routes.ts";
import { pageRoutes } from "./page/page-routes.ts";
import { ruleRoutes } from "./rule-routes.ts";
import { scenarioRoutes } from "./scenario-routes.ts";
import { snapshotRoutes } from "./snapshot-routes.ts";
import { switchRoutes } from "./switch-routes.ts";
import { worldRoutes } from "./world-routes.ts";

/** Registers the control API inside its own scope. */
export function controlRoutes(server: FastifyInstance, options: ControlOptions): void {
  server.addHook("onRequest", async (request, reply) => {
    const refused = refuseControl(
      {
        remoteAddress: request.socket.remoteAddress,
        host: request.headers.host,
        origin: request.headers.origin,
        fetchSite: request.headers["sec-fetch-site"]?.toString(),
      },
      options.host,
    );
    if (refused !== undefined) return reply.code(refused.status).send({ error: refused.reason });
  });
  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  server.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
  worldRoutes(server, options);
  snapshotRoutes(server, options);
  clockRoutes(server, options);
  ruleRoutes(server, options);
  switchRoutes(server, options);
  scenarioRoutes(server, options);
  logRoutes(server, options);
  pageRoutes(server, options);
}
