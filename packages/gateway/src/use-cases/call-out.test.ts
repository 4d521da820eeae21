import { expect, it } from "vitest";
import type { HttpRequest, Platform } from "../platform/platform.ts";
import { callOut } from "./call-out.ts";

async function called(url: string, registeredOrigins: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  const egress = async (request: HttpRequest) => {
    seen.push(request.url);
    return { status: 200, headers: {}, body: new Uint8Array() };
  };
  const platform = { egress } as unknown as Platform;
  await callOut({ platform }, { method: "POST", url, headers: {}, timeoutMs: 1, registeredOrigins });
  return seen;
}

it("goes to a registered origin, whatever the path", async () => {
  const url = "https://shop.example/pay/notify.php?a=1";
  expect(await called(url, ["https://other.example", "https://shop.example"])).toEqual([url]);
});

it.each([
  "http://shop.example/",
  "https://shop.example:8443/",
  "https://shop.example.evil.example/",
  "https://user:word@shop.example/",
  "https://shop.example@evil.example/",
  "ftp://shop.example/",
  "file:///etc/passwd",
  "not an address",
])("does not go to %s on the word of https://shop.example", async (url) => {
  await expect(called(url, ["https://shop.example"])).rejects.toMatchObject({
    kind: "refused",
    code: "ORIGIN_NOT_REGISTERED",
  });
});
