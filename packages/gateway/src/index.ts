// The payment gateway: HTTP, use cases, ledger, outbox.
export type { Gateway, GatewayOptions } from "./create-gateway.ts";
export { createAdminServer, createPublicServer, type PublicServerOptions } from "./http/public-server.ts";
