import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./start-simulator.ts";

let simulator: Simulator;
const faults: unknown[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ log: (_message, error) => faults.push(error) });
});
afterAll(() => simulator.close());

/** Writes raw bytes to the server's port; resolves with the answer's first line, or "" where the line was cut. */
function raw(bytes: Uint8Array | string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(simulator.url);
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => resolve(""));
    socket.on("close", () => resolve(text.split("\r\n")[0] ?? ""));
  });
}

async function stillThere(): Promise<void> {
  const response = await fetch(`${simulator.mapiEndpoint}?service=notify_verify&partner=1&notify_id=1`);
  expect(await response.text()).toBe("invalid");
  expect(faults).toEqual([]);
}

describe("hostile input", () => {
  it.each([
    ["no HTTP at all", "\x00\x01\x02\r\n\r\n"],
    [
      "bytes above ASCII in the address",
      "GET /gateway.do?service=\xff\xfe&subject=\xd6\xa7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    [
      "broken percent signs",
      "GET /gateway.do?a=%&b=%zz&c=%e&%=%&=&&&== HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    ["a broken path", "GET /cashier/%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
    [
      "names of Object's own",
      "GET /gateway.do?service=__proto__&__proto__=1&constructor=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    [
      "a method which is a property of every object",
      "GET /openapi/gateway.do?app_id=2021000100000017&method=toString HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ],
    [
      "a body shorter than it says",
      "POST /gateway.do HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nConnection: close\r\n\r\nservice=x",
    ],
    [
      "a body above the limit",
      `POST /gateway.do HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\nConnection: close\r\n\r\n`,
    ],
    ["a strange Host", "GET /gateway.do?service=x HTTP/1.1\r\nHost: a<b>\r\nConnection: close\r\n\r\n"],
  ])("does not stop it: %s", async (_name, bytes) => {
    await raw(Buffer.from(bytes, "latin1"));
    await stillThere();
  });

  it("answers any fields of any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("mapi", "openapi"),
        fc.dictionary(
          fc.constantFrom(
            "service",
            "partner",
            "sign",
            "sign_type",
            "_input_charset",
            "charset",
            "app_id",
            "method",
            "biz_content",
            "notify_id",
          ),
          fc.string({ unit: "binary", maxLength: 40 }),
        ),
        fc.boolean(),
        async (protocol, fields, post) => {
          const query = Object.entries(fields)
            .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
            .join("&");
          const response = post
            ? await fetch(`${simulator.url}/${protocol}/gateway.do`, {
                method: "POST",
                body: query,
                redirect: "manual",
              })
            : await fetch(`${simulator.url}/${protocol}/gateway.do?${query}`, { redirect: "manual" });
          expect(response.status).toBe(200);
          await response.arrayBuffer();
        },
      ),
      { numRuns: 150 },
    );
    await stillThere();
  });
});
