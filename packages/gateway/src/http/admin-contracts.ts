// Contracts: what is signed with Alipay, as the owner writes it down.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { contractInput, newContract } from "./contract-body.ts";
import { contractDocument } from "./owner-documents.ts";
import { moment } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const contractChanges = Type.Object(
  {
    product: Type.Optional(Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"])),
    goods: Type.Optional(Type.Enum(["physical", "virtual", "any"])),
    status: Type.Optional(Type.Enum(["under_review", "active", "paused", "expired"])),
    from: Type.Optional(Type.Union([moment("Start"), Type.Null()])),
    to: Type.Optional(Type.Union([moment("End"), Type.Null()])),
  },
  { additionalProperties: false },
);

const byId = Type.Object({ id: Type.String() });

export function adminContractRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get("/contracts", { schema: { hide: true } }, async () => ({
      data: (await parts.gateway.listContracts()).map(contractDocument),
    }));
    app.get("/accounts/:id/contracts", { schema: { hide: true, params: byId } }, async (request) => ({
      data: (await parts.gateway.listContracts(request.params.id)).map(contractDocument),
    }));
    app.post(
      "/accounts/:id/contracts",
      { schema: { hide: true, params: byId, body: newContract } },
      async (request, reply) => {
        const contract = contractInput(request.body);
        const made = await parts.gateway.addContract({
          accountId: request.params.id,
          contract,
          requestId: request.id,
        });
        reply.code(201);
        return contractDocument(made);
      },
    );
    app.patch("/contracts/:id", { schema: { hide: true, params: byId, body: contractChanges } }, async (request) => {
      const { from, to, ...changes } = request.body;
      const contract = await parts.gateway.changeContract({
        contractId: request.params.id,
        requestId: request.id,
        changes: {
          ...changes,
          ...(from !== undefined && { fromMs: from === null ? null : Date.parse(from) }),
          ...(to !== undefined && { toMs: to === null ? null : Date.parse(to) }),
        },
      });
      return contractDocument(contract);
    });
    app.delete("/contracts/:id", { schema: { hide: true, params: byId } }, async (request) =>
      contractDocument(await parts.gateway.removeContract({ contractId: request.params.id, requestId: request.id })),
    );
  };
}
