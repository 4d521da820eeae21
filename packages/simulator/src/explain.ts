// The explanation under an error: asked from outside through a port (the doctor, wired by the CLI), with a time limit
// and never the reason for a failure of its own.
import type { GatewayRequest } from "./wire/gateway-request.ts";
import type { Refusal } from "./world/refusal.ts";

export type ExplainPort = (evidence: {
  url?: string;
  body?: Uint8Array;
  signedText?: string;
  error: string;
}) => Promise<{ zh: string; en: string } | undefined>;

export type Explain = (
  request: GatewayRequest,
  refusal: Refusal,
  signedText: string | undefined,
) => Promise<{ zh: string; en: string } | undefined>;

/** Asks the port, if there is one. A port that throws is reported and has said nothing. */
export function createExplain(port: ExplainPort | undefined, onError: (error: unknown) => void): Explain {
  return async (request, refusal, signedText) => {
    if (port === undefined) return undefined;
    try {
      return await port({
        url: `${request.origin}${request.path}${request.rawQuery === "" ? "" : `?${request.rawQuery}`}`,
        ...(request.body.length > 0 ? { body: request.body } : {}),
        ...(signedText === undefined ? {} : { signedText }),
        error: refusal.code,
      });
    } catch (error) {
      // Whatever a port of somebody else's throws, the simulated Alipay still has to answer.
      onError(error);
      return undefined;
    }
  };
}
