// The gateway as the site's PHP sees it, for tests of the PHP alone: checks each signature by the published rule, keeps what
// was asked, and hands out the deliveries that a test owes.
import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { siteSecrets } from "./shop-site.ts";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly signed: boolean;
};
export type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };

export type FakeGateway = {
  readonly url: string;
  readonly asked: Asked[];
  /** What is owed, in this order, until it is acknowledged with a 2xx. */
  readonly owed: { id: string }[];
  readonly awaitingShipment: { payment_id: string; order_no: string }[];
  /** Answers of one path, instead of the usual one; a function is asked. */
  readonly answers: Map<string, Reply | ((asked: Asked) => Reply)>;
  /** Called with each call as it arrives, before it is answered. */
  onAsked: (asked: Asked) => void;
  readonly close: () => Promise<void>;
};

export async function startFakeGateway(tls?: { key: string; cert: string }): Promise<FakeGateway> {
  const state: State = { asked: [], owed: [], awaitingShipment: [], answers: new Map() };
  const handle = async (request: IncomingMessage): Promise<Reply> => {
    const asked = await read(request);
    state.asked.push(asked);
    gateway.onAsked(asked);
    const special = state.answers.get(asked.path);
    return special === undefined ? usual(state, asked) : typeof special === "function" ? special(asked) : special;
  };
  const listener: Parameters<typeof createServer>[1] = (request, response) => {
    void handle(request).then(({ status, body, headers }) => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    });
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const gateway: FakeGateway = {
    ...state,
    onAsked: () => {},
    url: tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gateway;
}

type State = Pick<FakeGateway, "asked" | "owed" | "awaitingShipment" | "answers">;

async function read(request: IncomingMessage): Promise<Asked> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces);
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const timestamp = String(request.headers["dedepay-timestamp"]);
  const hash = createHash("sha256").update(body).digest("hex");
  const text = `${request.method}\n${path}\n${query}\n${timestamp}\n${hash}`;
  const expected = `v1=${createHmac("sha256", siteSecrets.secret).update(text).digest("hex")}`;
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  const ours = request.headers["dedepay-key"] === siteSecrets.key_id;
  const signed = fresh && ours && request.headers["dedepay-signature"] === expected;
  return { method: request.method ?? "", path, query, body: body.toString("utf8"), signed };
}

function usual(state: State, asked: Asked): Reply {
  if (!asked.signed) return { status: 401, body: { code: 1003 } };
  const { path } = asked;
  if (path === "/v1/payments" && asked.method === "POST") {
    return { status: 201, body: { state: "unpaid", pay_url: "https://pay.example.com/pay/pay_x" } };
  }
  if (path === "/v1/payments") return { status: 200, body: { data: [], next_cursor: null } };
  if (path === "/v1/deliveries") {
    const orderNo = new URLSearchParams(asked.query).get("order_no");
    const wanted = (event: object): boolean =>
      orderNo === null || (event as { payment?: { order_no?: string } }).payment?.order_no === orderNo;
    return { status: 200, body: { data: state.owed.filter(wanted), awaiting_shipment: state.awaitingShipment } };
  }
  const acknowledged = /^\/v1\/deliveries\/(.+)\/acknowledge$/.exec(path)?.[1];
  if (acknowledged !== undefined) {
    const at = state.owed.findIndex(({ id }) => id === acknowledged);
    if ((JSON.parse(asked.body) as { status: number }).status < 300 && at >= 0) state.owed.splice(at, 1);
    return { status: 200, body: {} };
  }
  return path.endsWith("/shipment") ? { status: 200, body: {} } : { status: 404, body: { code: 1009 } };
}
