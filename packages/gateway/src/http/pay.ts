// The buyer's way: the pay page, the step to Alipay, the state for the page that updates itself.
// GET shows and never creates, closes or settles; only the posted form asks the gateway to make an envelope for Alipay.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { assertNever } from "../assert-never.ts";
import type { BuyerView } from "../use-cases/payments/buyer-view.ts";
import type { OpenPaymentResult } from "../use-cases/payments/open-payment.ts";
import type { Way } from "../use-cases/payments/ways-of.ts";
import { type BuyerDevice, blockingAppOf, deviceOf } from "./buyer-device.ts";
import { linkEnded } from "./link-ended.ts";
import { pageHeaders } from "./page-headers.ts";
import { guidePage } from "./pages/guide-page.ts";
import { payPage } from "./pages/pay-page.ts";
import { qrPage } from "./pages/qr-page.ts";
import { stateMark } from "./pages/state-mark.ts";
import { statePage } from "./pages/state-page.ts";
import { type Exchange, sendFailure } from "./send-failure.ts";
import type { ServerParts } from "./server-parts.ts";

/** Addresses longer than this are not safe in every browser and proxy: then the form posts instead. */
const longestRedirect = 2000;

type ById = { Params: { id: string } };

export function payRoutes(parts: ServerParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    app.get<ById>("/pay/:id", { schema: { hide: true } }, async (request, reply) => {
      const view = await parts.gateway.viewPayment({ paymentId: request.params.id, requestId: request.id });
      const app = blockingAppOf(request.headers["user-agent"]);
      const ended = linkEnded(view, parts.clock.nowMs());
      if (ended !== undefined) return sendFailure(parts, ended, { request, reply, page: endedPage(view) });
      const { nonce, headers } = headersFor(parts, view);
      reply.headers(headers);
      if (!view.payable) return statePage({ nonce, view, moment: "later" });
      if (app !== undefined)
        return guidePage({ nonce, view, app, payUrl: `${parts.publicUrl()}/pay/${view.paymentId}` });
      return payPage({ nonce, view, device: deviceOf(request.headers["user-agent"]) });
    });

    app.post<ById>("/pay/:id", { bodyLimit: 4096, schema: { hide: true } }, async (request, reply) => {
      const { device = deviceOf(request.headers["user-agent"]), way } = choiceOf(request);
      const opened = await parts.gateway.openPayment({
        paymentId: request.params.id,
        device,
        ...(way !== undefined && { way }),
        requestId: request.id,
      });
      return answerOpened(parts, opened, reply);
    });

    app.get<ById>("/pay/:id/state", { schema: { hide: true } }, async (request) => {
      const view = await parts.gateway.viewPayment({ paymentId: request.params.id, requestId: request.id });
      return { state: view.state, outcome: view.outcome, settled: view.settled, mark: stateMark(view) };
    });
  };
}

/** How the payment stands is more use to its buyer than a bare refusal. */
function endedPage(view: BuyerView): NonNullable<Exchange["page"]> {
  return {
    testEnvironment: view.environment !== "production",
    render: ({ nonce, error, requestId }) =>
      statePage({ nonce, view, moment: "later", failure: { code: error.unified, requestId } }),
  };
}

function headersFor(parts: ServerParts, view: BuyerView): ReturnType<typeof pageHeaders> {
  return pageHeaders(parts.randomness, { testEnvironment: view.environment !== "production" });
}

async function answerOpened(parts: ServerParts, opened: OpenPaymentResult, reply: FastifyReply): Promise<FastifyReply> {
  const { nonce, headers } = headersFor(parts, opened.view);
  switch (opened.kind) {
    case "redirect": {
      if (opened.url.length <= longestRedirect)
        return reply.headers({ "referrer-policy": "strict-origin" }).redirect(opened.url, 303);
      const form = opened.renderForm(nonce);
      return reply.headers({ ...headers, "content-type": form.contentType }).send(Buffer.from(form.html));
    }
    case "qr":
      return reply
        .headers(headers)
        .send(qrPage({ nonce, view: opened.view, qrCode: opened.qrCode, validUntilMs: opened.validUntilMs }));
    case "state":
      return reply.redirect(`/pay/${opened.view.paymentId}`, 303);
    case "failed":
      // The view says which of the bad outcomes it is.
      return reply.headers(headers).send(statePage({ nonce, view: opened.view, moment: "not_opened" }));
    default:
      return assertNever(opened);
  }
}

/** The form's `device` and `way`, posted by the manual switches. */
function choiceOf(request: FastifyRequest): { device?: BuyerDevice; way?: Way } {
  if (!Buffer.isBuffer(request.body)) return {};
  const fields = new URLSearchParams(request.body.toString("latin1"));
  const device = fields.get("device");
  const way = fields.get("way");
  return {
    ...((device === "desktop" || device === "phone") && { device }),
    ...((way === "page" || way === "wap" || way === "qr") && { way }),
  };
}
