// One of the two servers that are compared, and how it is asked for each thing. Every answer is checked: a server that
// refuses is fast.
import type { Answer } from "./http-load.ts";
import { amountFen, type Keys, plainRequest, postForm, siteRequest, type Trade } from "./messages.ts";
import type { GatewayReady } from "./servers/gateway-process.ts";
import type { PeerReady } from "./servers/peer-process.ts";
import { type ServerProcess, startServer } from "./servers/server-process.ts";

export type Created = Trade & { readonly id: string };

export type Contender = {
  readonly name: string;
  readonly server: ServerProcess<{ readonly port: number }>;
  create(number: number, way: "md5" | "rsa2"): Buffer;
  /** Throws where the order was not taken. */
  createdOf(answer: Answer, number: number): Created;
  notify(body: string): Buffer;
  get(created: Created): Buffer;
  /** The buyer leaves for Alipay: the gateway signs now, the peer has signed when it took the order. */
  open: ((created: Created) => Buffer) | undefined;
  stop(): Promise<void>;
};

export type Place = { readonly file: string; readonly folder: string; readonly url: string | undefined };

const subject = "测试商品一件";

export async function startGatewayContender(place: Place, keys: Keys, name = "gateway"): Promise<Contender> {
  const { appPrivateKeyPkcs8: appPrivateKey, alipayPublicKey } = keys;
  const input = { dataDir: place.folder, url: place.url, keys: { appPrivateKey, alipayPublicKey } };
  const server = await startServer<GatewayReady>("gateway", input, profileOptions());
  const { key } = server.ready;
  return {
    name,
    server,
    stop: () => server.stop(),
    create: (number, way) => siteRequest("POST", "/v1/payments", { key, body: paymentOf(number, way) }),
    createdOf(answer, number) {
      const payment = JSON.parse(answer.body.toString("utf8")) as { id: string; attempts: { out_trade_no: string }[] };
      const outTradeNo = payment.attempts?.[0]?.out_trade_no;
      if (answer.status !== 201 || outTradeNo === undefined) throw unexpected("create", answer);
      return { id: payment.id, outTradeNo, number };
    },
    notify: (body) => postForm("/notify/openapi", body),
    get: ({ id }) => siteRequest("GET", `/v1/payments/${id}`, { key }),
    open: ({ id }) => postForm(`/pay/${id}`, ""),
  };
}

export async function startPeerContender(place: Place, keys: Keys): Promise<Contender> {
  const { appPrivateKeyPkcs1: appPrivateKey, alipayPublicKey } = keys;
  const input = { file: place.file, url: place.url, keys: { appPrivateKey, alipayPublicKey } };
  const server = await startServer<PeerReady>("peer", input);
  const order = (number: number) => ({ order_no: orderNo(number), amount_fen: amountFen, subject });
  return {
    name: "peer",
    server,
    stop: () => server.stop(),
    create: (number, way) => plainRequest("POST", way === "md5" ? "/orders/md5" : "/orders", order(number)),
    createdOf(answer, number) {
      const made = JSON.parse(answer.body.toString("utf8")) as { pay_url?: string };
      if (answer.status !== 201 || made.pay_url === undefined) throw unexpected("create", answer);
      return { id: orderNo(number), outTradeNo: orderNo(number), number };
    },
    notify: (body) => postForm("/notify", body),
    get: ({ id }) => plainRequest("GET", `/orders/${id}`),
    open: undefined,
  };
}

function orderNo(number: number): string {
  return `B${String(number).padStart(9, "0")}`;
}

function paymentOf(number: number, way: "md5" | "rsa2"): Record<string, unknown> {
  const protocol = way === "md5" ? { account: "mapi", product: "direct" } : { account: "openapi", product: "page" };
  return { order_no: orderNo(number), amount_fen: amountFen, subject, goods: "virtual", ...protocol };
}

/** Throws unless the answer is this one. */
export function assertAnswer(what: string, answer: Answer, expected: { status: number; holds: string }): void {
  if (answer.status !== expected.status || !answer.body.includes(expected.holds)) throw unexpected(what, answer);
}

function unexpected(what: string, { status, body }: Answer): Error {
  return new Error(`${what}: HTTP ${status} ${body.toString("utf8").slice(0, 500)}`);
}

/** `DEDEPAY_BENCH_PROFILE=folder`: a CPU profile of the gateway's process. */
function profileOptions(): string[] {
  const folder = process.env["DEDEPAY_BENCH_PROFILE"];
  return folder === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=500"];
}
