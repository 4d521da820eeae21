import { DedepayError } from "@dedepay/errors";
import { Value } from "typebox/value";
import { describe, expect, it } from "vitest";
import { diagnosisDocument } from "./schemas/diagnosis-document.ts";
import { callAsSite, type TestServer, testServer } from "./testing/test-server.ts";

const url = "/v1/diagnoses";
const diagnose = (server: TestServer, body: unknown) => callAsSite(server.app, { method: "POST", url, body });

describe("POST /v1/diagnoses", () => {
  it("answers the site's own evidence with findings, their titles and pages", async () => {
    const server = await testServer();
    const text = { zh: "证据", en: "proof" };
    server.gateway.answers.set("diagnoseEvidence", () => ({
      recognised: [text],
      findings: [{ cause: "key-with-white-space", confidence: "proven", proof: { text }, fix: [text] }],
      inOrder: [],
      needs: [],
    }));
    const answer = await diagnose(server, { evidence: "ILLEGAL_SIGN" });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      findings: [
        {
          cause: "key-with-white-space",
          title: { zh: "密钥、PID 或邮箱带着空白" },
          doc_url: "https://pay.example.cn/causes/key-with-white-space",
        },
      ],
      in_order: [],
    });
    expect([...Value.Errors(diagnosisDocument, answer.json())]).toEqual([]);
    expect(server.gateway.asked.at(-1)?.input).toMatchObject({ siteId: "site_1", evidence: "ILLEGAL_SIGN" });
  });

  it("takes bytes as base64", async () => {
    const server = await testServer();
    await diagnose(server, { evidence: Buffer.from([0xb2, 0xe2]).toString("base64"), encoding: "base64" });
    expect(server.gateway.asked.at(-1)?.input).toMatchObject({ evidence: Buffer.from([0xb2, 0xe2]) });
  });

  it("is for signed requests only", async () => {
    const server = await testServer();
    const answer = await server.app.inject({ method: "POST", url, payload: { evidence: "x" } });
    expect(answer.json().code).toBe(1004);
    expect(server.gateway.asked).toEqual([]);
  });

  it("refuses no evidence, and more than 64 KiB of it, counted in bytes", async () => {
    const server = await testServer();
    expect((await diagnose(server, {})).json().code).toBe(1012);
    expect((await diagnose(server, { evidence: "码".repeat(22_000) })).json()).toMatchObject({
      code: 1002,
      param: "evidence",
    });
    expect((await diagnose(server, { evidence: "a".repeat(64 * 1024) })).statusCode).toBe(200);
    expect((await diagnose(server, { evidence: "a".repeat(64 * 1024 + 1) })).json().code).toBe(1002);
  });

  it("says clearly that a diagnosis was stopped", async () => {
    const server = await testServer();
    server.gateway.answers.set("diagnoseEvidence", () => {
      throw new DedepayError(1014, { money: "none", detail: { zh: "超时", en: "stopped" } });
    });
    const answer = await diagnose(server, { evidence: "x" });
    expect(answer.statusCode).toBe(504);
    expect(answer.json()).toMatchObject({ code: 1014, money: "none" });
  });
});
