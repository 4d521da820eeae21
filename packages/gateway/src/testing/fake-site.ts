// A shop's webhook receiver: checks each signature as a shop should, keeps what arrived, and can be told to fail.
import { createHmac } from "node:crypto";
import { HttpFailure } from "../platform/http-failure.ts";
import type { HttpRequest, HttpResponse, HttpSend } from "../platform/platform.ts";
import type { PaymentDocument } from "../use-cases/payments/payment-document.ts";

export type Received = { id: string; type: string; payment: PaymentDocument; deliveryHeader: string; signed: boolean };

export class FakeSite {
  readonly received: Received[] = [];
  /** Answers of the next requests; afterwards 200. "down": no connection. */
  readonly nextAnswers: (number | "down" | { status: number; body: string })[] = [];
  secret = "";
  /** Questions to the site, and what it says to them. */
  readonly gets: HttpRequest[] = [];
  onGet: () => { status: number; body: string } | "down" = () => "down";

  readonly send: HttpSend = async (request) => {
    if (request.method === "GET") return this.#answer(request);
    this.received.push(this.#read(request));
    const answer = this.nextAnswers.shift() ?? 200;
    if (answer === "down") throw new HttpFailure("network", { code: "ECONNREFUSED", timeoutMs: 1 });
    const { status, body } =
      typeof answer === "object" ? answer : { status: answer, body: answer === 200 ? "" : "shop trouble" };
    return { status, headers: {}, body: Buffer.from(body) } satisfies HttpResponse;
  };

  get types(): string[] {
    return this.received.map((one) => one.type);
  }

  #answer(request: HttpRequest): HttpResponse {
    this.gets.push(request);
    const said = this.onGet();
    if (said === "down") throw new HttpFailure("network", { code: "ECONNREFUSED", timeoutMs: 1 });
    return { status: said.status, headers: {}, body: Buffer.from(said.body) };
  }

  #read(request: HttpRequest): Received {
    const body = Buffer.from(request.body ?? new Uint8Array());
    const timestamp = request.headers["dedepay-timestamp"] ?? "";
    const expected = createHmac("sha256", this.secret).update(`${timestamp}.`).update(body).digest("hex");
    const document = JSON.parse(body.toString("utf8")) as { id: string; type: string; payment: PaymentDocument };
    return {
      ...document,
      deliveryHeader: request.headers["dedepay-delivery"] ?? "",
      signed: (request.headers["dedepay-signature"] ?? "").split(",").includes(`v1=${expected}`),
    };
  }
}
