// Has the gateway ask a shop several times a day from now on, or not any more.
import { DedepayError } from "@dedepay/errors";
import type { Gateway } from "@dedepay/gateway";

const unknown = 1009;

/** A site which the gateway no longer knows is not asked anyway. */
export async function watchShop(
  gateway: Gateway,
  o: { readonly siteId: string; readonly regular: boolean; readonly actor: string },
): Promise<void> {
  try {
    await gateway.checkSite({ ...o, requestId: gateway.newRequestId() });
  } catch (error) {
    if (!(error instanceof DedepayError && error.unified === unknown)) throw error;
  }
}
