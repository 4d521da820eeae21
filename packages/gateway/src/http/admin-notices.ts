// Channels to the owner: mail, DingTalk, WeCom, a program of the owner's. Secrets go in and never come out.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { readNoticeSettings } from "./notice-settings.ts";
import { printableText } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const params = Type.Object({ id: Type.String() });

const newChannel = Type.Object(
  {
    kind: Type.Enum(["mail", "dingtalk", "wecom", "webhook"]),
    label: printableText(64, "What the owner calls it"),
    quiet: Type.Optional(
      printableText(11, "Hours of the Beijing day in which only money at risk is told: 22:30-08:00"),
    ),
    settings: Type.Record(Type.String(), Type.Unknown(), { description: "What it holds depends on the kind" }),
  },
  { additionalProperties: false },
);

export function adminNoticeRoutes({ gateway }: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/notices", { schema: { hide: true } }, async () => ({ data: await gateway.listNoticeChannels() }));
    app.post("/notices", { schema: { hide: true, body: newChannel } }, async (request, reply) => {
      const { kind, label, quiet } = request.body;
      const channel = await gateway.addNoticeChannel({
        label,
        settings: readNoticeSettings(kind, request.body.settings),
        requestId: request.id,
        ...(quiet !== undefined && { quiet }),
      });
      reply.code(201);
      return channel;
    });
    app.post("/notices/:id/test", { schema: { hide: true, params } }, async (request) => {
      await gateway.testNoticeChannel({ channelId: request.params.id, requestId: request.id });
      return { sent: true };
    });
    app.post("/notices/:id/remove", { schema: { hide: true, params } }, async (request) => {
      await gateway.removeNoticeChannel({ channelId: request.params.id, requestId: request.id });
      return { removed: true };
    });
  };
}
