// The payment gateway: HTTP, use cases, ledger, outbox.
export { createGateway, type Gateway, type GatewayOptions } from "./create-gateway.ts";
export { createAdminServer, createPublicServer, type PublicServerOptions } from "./http/public-server.ts";
