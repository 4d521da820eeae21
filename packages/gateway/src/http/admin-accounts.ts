// Accounts: register one set of Alipay credentials with its contracts, look at them, change them, ask Alipay about them.
// No answer holds a secret, and no refusal repeats one.
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import { assertNever } from "../assert-never.ts";
import type { RegisterAccountInput } from "../use-cases/accounts/register-account.ts";
import { contractInput, newContract } from "./contract-body.ts";
import { readMapiCredentials, readNewKeys, readOpenapiCredentials } from "./credentials.ts";
import { accountDocument, checkDocument, enteredDocument } from "./owner-documents.ts";
import { identifier, longText, moment, printableText, webAddress } from "./schemas/text.ts";
import type { ServerParts } from "./server-parts.ts";

const appPublicKey = Type.Optional(longText(20_000, "The application's public key as uploaded; only compared"));
const acceptedDoubts = Type.Optional(
  Type.Array(printableText(64, "Cause which the owner has looked at"), { maxItems: 10 }),
);
const askAlipay = Type.Optional(
  Type.Boolean({ description: "False: store without asking Alipay first, which refuses what it does not recognise" }),
);

const newAccount = Type.Object(
  {
    id: Type.Optional(identifier("Made by the gateway when absent")),
    environment: Type.Enum(["production", "sandbox", "simulator"]),
    endpoint: Type.Optional(webAddress("Alipay's gateway; needed for the simulator")),
    protocol: Type.Enum(["mapi", "openapi"]),
    credentials: Type.Record(Type.String(), Type.Unknown(), { description: "What it holds depends on the protocol" }),
    contracts: Type.Array(newContract, { maxItems: 50 }),
    app_public_key: appPublicKey,
    accepted_doubts: acceptedDoubts,
    ask_alipay: askAlipay,
  },
  { additionalProperties: false },
);

const accountChanges = Type.Object(
  {
    disabled: Type.Optional(Type.Boolean()),
    seller_email: Type.Optional(Type.Union([printableText(100, "Alipay login of the seller"), Type.Null()])),
  },
  { additionalProperties: false },
);

const keyRotation = Type.Object(
  {
    credentials: Type.Record(Type.String(), Type.Unknown(), { description: "The keys to replace" }),
    former_valid_until: Type.Optional(moment("Until when the replaced key of Alipay's still verifies")),
    app_public_key: appPublicKey,
    accepted_doubts: acceptedDoubts,
    ask_alipay: askAlipay,
  },
  { additionalProperties: false },
);

const byId = Type.Object({ id: Type.String() });

export function adminAccountRoutes(parts: ServerParts): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post("/accounts", { schema: { hide: true, body: newAccount } }, async (request, reply) => {
      const account = await parts.gateway.registerAccount(inputOf(request.body, request.id));
      reply.code(201);
      return enteredDocument(account);
    });
    app.get("/accounts", { schema: { hide: true } }, async () => ({
      data: (await parts.gateway.listAccounts()).map(accountDocument),
    }));
    app.get("/accounts/:id", { schema: { hide: true, params: byId } }, async (request) =>
      accountDocument(await parts.gateway.getAccount(request.params.id)),
    );
    app.patch("/accounts/:id", { schema: { hide: true, params: byId, body: accountChanges } }, async (request) => {
      const { disabled, seller_email } = request.body;
      const account = await parts.gateway.changeAccount({
        accountId: request.params.id,
        requestId: request.id,
        ...(disabled !== undefined && { disabled }),
        ...(seller_email !== undefined && { sellerEmail: seller_email }),
      });
      return accountDocument(account);
    });
    app.post(
      "/accounts/:id/rotate-key",
      { schema: { hide: true, params: byId, body: keyRotation } },
      async (request) => {
        const { credentials, former_valid_until, ...doctor } = request.body;
        const account = await parts.gateway.rotateAccountKey({
          accountId: request.params.id,
          requestId: request.id,
          keys: readNewKeys(credentials),
          ...(former_valid_until !== undefined && { formerValidUntilMs: Date.parse(former_valid_until) }),
          ...onEntry(doctor),
        });
        return enteredDocument(account);
      },
    );
    app.post("/accounts/:id/check", { schema: { hide: true, params: byId } }, async (request) =>
      checkDocument(await parts.gateway.checkAccount({ accountId: request.params.id, requestId: request.id })),
    );
  };
}

function inputOf(body: Static<typeof newAccount>, requestId: string): RegisterAccountInput {
  const base = {
    environment: body.environment,
    contracts: body.contracts.map(contractInput),
    requestId,
    ...(body.id !== undefined && { id: body.id }),
    ...(body.endpoint !== undefined && { endpoint: body.endpoint }),
    ...onEntry(body),
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

type OnEntry = Pick<RegisterAccountInput, "appPublicKey" | "acceptedDoubts" | "askAlipay">;

function onEntry(body: { app_public_key?: string; accepted_doubts?: string[]; ask_alipay?: boolean }): OnEntry {
  const { app_public_key, accepted_doubts, ask_alipay } = body;
  return {
    ...(app_public_key !== undefined && { appPublicKey: app_public_key }),
    ...(accepted_doubts !== undefined && { acceptedDoubts: accepted_doubts }),
    askAlipay: ask_alipay ?? true,
  };
}
