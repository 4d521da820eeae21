// A merchant and his buyers under load: signs with MD5, follows each browser through the cashier, acknowledges notifications.
import { createHash } from "node:crypto";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

const key = "simulatorkey0123456789abcdefghij";
const partner = "2088101000000017";
const buyer = "2088202000000014";

export type MerchantLoad = {
  /** Pays so many orders, numbered from `first`; a buyer starts the next one when the last has been notified. */
  readonly pay: (count: number, first: number) => Promise<void>;
  readonly close: () => void;
};

type Answer = { readonly status: number; readonly location: string | undefined };

/** Fails where an answer is not what a payment gets. */
export async function startMerchantLoad(mapiEndpoint: string, buyersAtOnce: number): Promise<MerchantLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: buyersAtOnce });
  const awaited = new Map<string, () => void>();
  const shop = createServer((incoming, response) => {
    let body = "";
    incoming.setEncoding("latin1").on("data", (part: string) => {
      body += part;
    });
    incoming.on("end", () => {
      response.end("success");
      const outTradeNo = /(?:^|&)out_trade_no=(\w+)/.exec(body)?.[1] ?? "";
      awaited.get(outTradeNo)?.();
      awaited.delete(outTradeNo);
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve));
  const notifyUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/notify`;
  const gateway = new URL(mapiEndpoint);

  const send = (method: string, path: string, body = ""): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": body.length };
      const { hostname: host, port } = gateway;
      request({ host, port, path, method, agent, headers }, (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        response.resume().on("end", () => resolve({ status, location: answered.location }));
      })
        .on("error", reject)
        .end(body);
    });
  const expectRedirect = ({ status, location }: Answer): string => {
    if (status !== 303 || location === undefined) throw new Error(`HTTP ${status} where a redirect belongs`);
    return location;
  };
  const payOne = async (number: number): Promise<void> => {
    const outTradeNo = `B${number}`;
    const notified = new Promise<void>((resolve) => awaited.set(outTradeNo, resolve));
    const toGateway = await send("GET", `${gateway.pathname}?${signedQuery(outTradeNo, notifyUrl)}`);
    const cashier = new URL(expectRedirect(toGateway)).pathname;
    await send("GET", cashier);
    expectRedirect(await send("POST", `${cashier}/pay`, `buyer=${buyer}`));
    expectRedirect(await send("GET", `${cashier}/return`));
    await notified;
  };
  return {
    pay: async (count, first) => {
      let next = first;
      const browser = async (): Promise<void> => {
        while (next < first + count) {
          next += 1;
          await payOne(next - 1);
        }
      };
      await Promise.all(Array.from({ length: buyersAtOnce }, browser));
    },
    close: () => {
      shop.close();
      agent.destroy();
    },
  };
}

function signedQuery(outTradeNo: string, notifyUrl: string): string {
  const fields: Record<string, string> = {
    _input_charset: "utf-8",
    notify_url: notifyUrl,
    out_trade_no: outTradeNo,
    partner,
    payment_type: "1",
    return_url: "http://shop.example/return",
    seller_id: partner,
    service: "create_direct_pay_by_user",
    subject: `order ${outTradeNo}`,
    total_fee: "0.01",
  };
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const sign = createHash("md5")
    .update(text + key)
    .digest("hex");
  return new URLSearchParams({ ...fields, sign, sign_type: "MD5" }).toString();
}
