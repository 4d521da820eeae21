// Accounts: register one set of Alipay credentials with its contracts; list them without any secret.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import { assertNever } from "../assert-never.ts";
import type { AccountView, ContractInput, RegisterAccountInput } from "../use-cases/register-account.ts";
import { readMapiCredentials, readOpenapiCredentials } from "./credentials.ts";
import { identifier, moment, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const contract = Type.Object(
  {
    product: Type.Enum(["direct", "escrow", "dual", "page", "wap", "qr"]),
    goods: Type.Enum(["physical", "virtual", "any"]),
    status: Type.Enum(["under_review", "active", "paused", "expired"]),
    from: Type.Optional(moment("Start")),
    to: Type.Optional(moment("End")),
  },
  { additionalProperties: false },
);

const newAccount = Type.Object(
  {
    id: Type.Optional(identifier("Made by the gateway when absent")),
    environment: Type.Enum(["production", "sandbox", "simulator"]),
    endpoint: Type.Optional(webAddress("Alipay's gateway; needed for the simulator")),
    protocol: Type.Enum(["mapi", "openapi"]),
    credentials: Type.Record(Type.String(), Type.Unknown(), { description: "What it holds depends on the protocol" }),
    contracts: Type.Array(contract, { maxItems: 50 }),
  },
  { additionalProperties: false },
);

export function adminAccountRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/accounts", { schema: { hide: true, body: newAccount } }, async (request, reply) => {
      const account = await parts.gateway.registerAccount(inputOf(request.body, request.id));
      reply.code(201);
      return accountDocument(account);
    });
    app.get("/accounts", { schema: { hide: true } }, async () => ({
      data: (await parts.gateway.listAccounts()).map(accountDocument),
    }));
  };
}

function inputOf(body: Static<typeof newAccount>, requestId: string): RegisterAccountInput {
  const base = {
    environment: body.environment,
    contracts: body.contracts.map(contractInput),
    requestId,
    ...(body.id !== undefined && { id: body.id }),
    ...(body.endpoint !== undefined && { endpoint: body.endpoint }),
  };
  switch (body.protocol) {
    case "mapi":
      return { ...base, protocol: "mapi", credentials: readMapiCredentials(body.credentials) };
    case "openapi":
      return { ...base, protocol: "openapi", credentials: readOpenapiCredentials(body.credentials) };
    default:
      return assertNever(body.protocol);
  }
}

function contractInput(input: Static<typeof contract>): ContractInput {
  const { product, goods, status, from, to } = input;
  return {
    product,
    goods,
    status,
    ...(from !== undefined && { fromMs: Date.parse(from) }),
    ...(to !== undefined && { toMs: Date.parse(to) }),
  };
}

function accountDocument(account: AccountView): Record<string, unknown> {
  return {
    id: account.id,
    environment: account.environment,
    endpoint: account.endpoint,
    protocol: account.protocol,
    identity: account.identity,
    seller_id: account.sellerId ?? null,
    sign_type: account.signType,
    charset: account.charset,
    notify_url: account.notifyUrl,
    contracts: account.contracts.map((one) => ({
      product: one.product,
      goods: one.goods,
      status: one.status,
      from: iso(one.fromMs),
      to: iso(one.toMs),
    })),
    created_at: iso(account.createdAtMs),
  };
}

function iso(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}
