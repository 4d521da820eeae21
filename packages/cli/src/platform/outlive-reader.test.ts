import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { outliveReader } from "./system-surroundings.ts";

function failing(code: string): () => boolean {
  const stream = new PassThrough();
  outliveReader(stream);
  return () => stream.emit("error", Object.assign(new Error("write failed"), { code }));
}

it("goes on when the reader of its output has gone, and hides no other failure", () => {
  expect(failing("EPIPE")()).toBe(true);
  expect(failing("ENOSPC")).toThrow("write failed");
});
