// GET /sim: the control page, its assets, and the forms on it (plain forms, so the page works without script).
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { highestSpeed, longestAdvanceMs } from "./clock-routes.ts";
import type { ControlOptions } from "./control-options.ts";
import { controlPage } from "./control-page.ts";
import { controlStyle, liveScript } from "./page-assets.ts";

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

// A form's values are text.
const digits = Type.String({ pattern: "^[0-9]{1,13}$" });
const advanceForm = { body: Type.Object({ advance_ms: digits }) };
const speedForm = { body: Type.Object({ speed: digits }) };

export function pageRoutes(server: FastifyInstance, { simulation, reset, endpoints }: ControlOptions): void {
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  routes.get("/sim", (_request, reply) =>
    reply
      .type("text/html; charset=utf-8")
      .headers({ "content-security-policy": policy, "cache-control": "no-store" })
      .send(controlPage(simulation(), endpoints())),
  );
  routes.get("/", (_request, reply) => reply.redirect("/sim"));
  routes.get("/sim/control.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(controlStyle));
  routes.get("/sim/live.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(liveScript));
  routes.post("/sim/page/advance", { schema: advanceForm }, async (request, reply) => {
    await simulation().clock.advance(Math.min(Number(request.body.advance_ms), longestAdvanceMs));
    return reply.redirect("/sim", 303);
  });
  routes.post("/sim/page/speed", { schema: speedForm }, (request, reply) => {
    simulation().clock.setSpeed(Math.min(Number(request.body.speed), highestSpeed));
    return reply.redirect("/sim", 303);
  });
  routes.post("/sim/page/reset", (_request, reply) => {
    reset();
    return reply.redirect("/sim", 303);
  });
  routes.post("/sim/page/clear-rules", (_request, reply) => {
    simulation().rules.clear();
    return reply.redirect("/sim", 303);
  });
}
