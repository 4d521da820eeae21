// The stack with a shop that sells through it. Everything it must find again lies under one folder.
import { join } from "node:path";
import { startShop } from "@dedepay/example-shop";
import { freePort } from "../platform/free-port.ts";
import { onPort } from "../taken-port.ts";
import { DemoSecrets, type SiteSecrets } from "./demo-secrets.ts";
import { type Stack, type StackOptions, startStack } from "./start-stack.ts";

export interface Demo extends Stack {
  readonly shopUrl: string;
}

export interface DemoOptions extends StackOptions {
  readonly shopPort: number;
}

/** Throws CommandFailure where a port is taken; nothing is left running then. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const stack = await startStack(options);
  try {
    // The webhook's address is told to the gateway before the shop listens there.
    const port = options.shopPort === 0 ? await freePort() : options.shopPort;
    const shopSite = await knownSite(stack, options.dataFolder, `http://127.0.0.1:${port}/webhook`);
    const shop = await onPort({ port, flag: "--shop-port" }, () =>
      startShop({
        port,
        gatewayUrl: stack.gateway.url,
        keyId: shopSite.keyId,
        secret: shopSite.keySecret,
        webhookSecret: shopSite.webhookSecret,
        accounts: { mapi: stack.accountId("mapi-all"), openapi: stack.accountId("openapi-key") },
        dataDir: join(options.dataFolder, "shop"),
      }),
    );
    const close = async (): Promise<void> => {
      await shop.close();
      await stack.close();
    };
    return { ...stack, shopUrl: shop.url, close };
  } catch (error) {
    await stack.close();
    throw error;
  }
}

async function knownSite({ gateway }: Stack, folder: string, webhookUrl: string): Promise<SiteSecrets> {
  const secrets = new DemoSecrets(folder);
  const known = secrets.site(webhookUrl);
  if (known !== undefined) return known;
  const requestId = gateway.gateway.newRequestId();
  const site = await gateway.gateway.registerSite({
    ...{ name: "演示商店 demo shop", webhookUrl, requestId },
    // Play money, whatever else is registered in this folder.
    mode: "test",
  });
  const { keyId, keySecret, webhookSecret } = site;
  secrets.keepSite(webhookUrl, { keyId, keySecret, webhookSecret });
  return { keyId, keySecret, webhookSecret };
}
