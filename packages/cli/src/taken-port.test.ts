import { describe, expect, it } from "vitest";
import { onPort } from "./taken-port.ts";

const failing = (code: string) => async (): Promise<never> => {
  throw Object.assign(new Error("listen"), { code });
};

describe("a server's port", () => {
  it("is named with the flag which changes it when it is taken", async () => {
    await expect(onPort({ port: 8801, flag: "--port" }, failing("EADDRINUSE"))).rejects.toMatchObject({
      exitCode: 1,
      text: {
        zh: expect.stringContaining("8801 已被占用"),
        en: "Port 8801 is taken",
        fixEn: expect.stringContaining("--port"),
      },
    });
  });

  it("leaves other failures as they are", async () => {
    await expect(onPort({ port: 1, flag: "--port" }, failing("EIO"))).rejects.toMatchObject({ code: "EIO" });
  });
});
