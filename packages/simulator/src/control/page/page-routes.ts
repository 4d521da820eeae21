// GET /sim: the control page, its assets, and the forms on it (plain forms, so the page works without script).
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Type } from "typebox";
import { highestSpeed, longestAdvanceMs } from "../clock-routes.ts";
import type { ControlOptions } from "../control-options.ts";
import { readRule } from "../rule-schema.ts";
import { codesPage } from "./codes-page.ts";
import { controlPage } from "./control-page.ts";
import { controlStyle, liveScript } from "./page-assets.ts";
import { tradePageRoutes } from "./trade-page-routes.ts";

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** A page under the policy of all of them. */
export function sendPage(reply: FastifyReply, text: string): FastifyReply {
  return reply
    .type("text/html; charset=utf-8")
    .headers({ "content-security-policy": policy, "cache-control": "no-store" })
    .send(text);
}

// A form's values are text.
const digits = Type.String({ pattern: "^[0-9]{1,13}$" });
const advanceForm = { body: Type.Object({ advance_ms: digits }) };
const speedForm = { body: Type.Object({ speed: digits }) };
const codeForm = { body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 100 }) }) };
const explainForm = { body: Type.Object({ explain: Type.Enum(["on", "off"]) }) };

export function pageRoutes(server: FastifyInstance, options: ControlOptions): void {
  const { simulation, reset, endpoints } = options;
  const routes = server.withTypeProvider<TypeBoxTypeProvider>();
  const home = (reply: FastifyReply): FastifyReply => reply.redirect("/sim", 303);
  routes.get("/sim", (_request, reply) => sendPage(reply, controlPage(simulation(), endpoints())));
  routes.get("/", (_request, reply) => reply.redirect("/sim"));
  routes.get("/sim/page/codes", (_request, reply) => sendPage(reply, codesPage()));
  routes.get("/sim/control.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(controlStyle));
  routes.get("/sim/live.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(liveScript));
  routes.post("/sim/page/advance", { schema: advanceForm }, async (request, reply) => {
    await simulation().clock.advance(Math.min(Number(request.body.advance_ms), longestAdvanceMs));
    return home(reply);
  });
  routes.post("/sim/page/speed", { schema: speedForm }, (request, reply) => {
    simulation().clock.setSpeed(Math.min(Number(request.body.speed), highestSpeed));
    return home(reply);
  });
  routes.post("/sim/page/reset", (_request, reply) => {
    reset();
    return home(reply);
  });
  routes.post("/sim/page/rules", { schema: codeForm }, (request, reply) => {
    const read = readRule({ match: { times: 1 }, effect: { kind: "code", code: request.body.code.trim() } });
    if (!read.ok) return reply.code(400).send({ error: "this is no code", problems: read.problems });
    simulation().rules.add(read.rule);
    return home(reply);
  });
  routes.post("/sim/page/clear-rules", (_request, reply) => {
    simulation().rules.clear();
    return home(reply);
  });
  routes.post("/sim/page/explain", { schema: explainForm }, (request, reply) => {
    simulation().assume({ explainErrors: request.body.explain === "on" });
    return home(reply);
  });
  tradePageRoutes(server, options, sendPage);
}
