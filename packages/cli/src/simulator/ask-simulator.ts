// One request to the control API of a running local Alipay.
import { CommandFailure, type FailureText } from "../command-failure.ts";
import { exitCode } from "../exit-code.ts";
import { type HttpResponse, httpExchange } from "../platform/http-exchange.ts";

/** GET without a body, POST with one; waitMs is how long the answer may take on purpose. Throws CommandFailure where no simulator answers. */
export async function askSimulator(
  origin: string,
  path: string,
  o: { body?: unknown; waitMs?: number } = {},
): Promise<{ status: number; json: unknown }> {
  if (!URL.canParse(path, origin)) {
    throw new CommandFailure(exitCode.wrongUsage, { zh: `不是地址：${origin}`, en: `no address: ${origin}` });
  }
  const url = new URL(path, origin).href;
  const { body, waitMs = 0 } = o;
  let response: HttpResponse;
  try {
    response = await httpExchange({
      method: body === undefined ? "GET" : "POST",
      url,
      waitMs,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(body)) }),
    });
  } catch (error) {
    // A TypeError where nobody listens, a DOMException after the time-out.
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    throw failure(origin, error);
  }
  try {
    const json: unknown = JSON.parse(Buffer.from(response.body).toString("utf8"));
    return { status: response.status, json };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw failure(origin, error);
  }
}

function failure(origin: string, cause: unknown): CommandFailure {
  const text: FailureText = {
    zh: `${origin} 没有模拟支付宝在运行`,
    en: `no local Alipay answers at ${origin}`,
    fixZh: "先运行 dedepay simulate 或 dedepay demo，或用 --simulator 指定地址",
    fixEn: "run dedepay simulate or dedepay demo first, or say where with --simulator",
  };
  return new CommandFailure(exitCode.foundProblem, text, { cause });
}
