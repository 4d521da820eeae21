import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownerCommands, type RunCommand } from "../testing/run-command.ts";

let folder: string;
let dedepay: RunCommand;
let receiver: Server;
let url: string;
let received: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dedepay-notice-"));
  dedepay = ownerCommands(join(folder, "data"));
  received = [];
  receiver = createServer((request, response) => {
    request.on("data", (part: Buffer) => received.push(part.toString("utf8")));
    request.on("end", () => response.writeHead(200).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  url = `http://127.0.0.1:${address.port}/robot?token=very-secret-token`;
});
afterEach(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const allow = ["--egress-allow", "loopback"];

describe("dedepay notice add", () => {
  it("takes the address from a file, tries it at once, and shows no secret again", async () => {
    const flags = ["--url-file", file("url", `${url}\n`), "--secret-file", file("secret", "the-signing-secret\n")];
    const added = await dedepay(["notice", "add", "webhook", ...flags, "--quiet", "22:30-08:00", ...allow]);
    expect(added.complained).toBe("");
    expect([added.code, added.printed]).toEqual([
      0,
      expect.stringMatching(/已添加 · added: nch_\w+[\s\S]*测试消息已发出/),
    ]);
    expect(received.join("")).toContain("这是一条测试提醒");
    const list = await dedepay(["notice", "list"]);
    expect(list.printed).toMatch(/nch_\w+\s+webhook\s+webhook\s+127\.0\.0\.1:\d+ …oken\s+22:30-08:00\s+0/);
    const log = await dedepay(["audit", "list", "--action", "notice.added", "--json"]);
    expect(log.json()["data"]).toMatchObject([{ actor: "cli:tester" }]);
    for (const { printed } of [added, list, log]) expect(printed).not.toMatch(/very-secret-token|the-signing-secret/);
  });

  it("keeps the channel where the trial fails, and says how to go on", async () => {
    const added = await dedepay(["notice", "add", "webhook", "--url-file", "-"], { input: url });
    expect([added.code, added.complained]).toEqual([1, expect.stringContaining("地址在内网或本机")]);
    expect(added.printed).toMatch(/渠道已保留[\s\S]*dedepay notice test nch_\w+[\s\S]*dedepay notice remove nch_/);
    const [channel] = (await dedepay(["notice", "list", "--json"])).json()["data"] as { id: string }[];
    const again = await dedepay(["notice", "test", channel?.id ?? "", ...allow, "--json"]);
    expect(again.json()).toEqual({ id: channel?.id, sent: true });
    expect(received).not.toEqual([]);
  });

  it("asks a person for the address and the secret without showing them", async () => {
    const answers = ["https://oapi.dingtalk.com/robot/send?access_token=0123abcd", ""];
    const added = await dedepay(["notice", "add", "dingtalk", "--no-test", "--label", "值班群"], { answers });
    expect([added.code, added.complained]).toEqual([0, ""]);
    expect(added.asked).toEqual([expect.stringMatching(/\(hidden\)$/), expect.stringMatching(/加签密钥.*\(hidden\)$/)]);
    expect(added.printed).toMatch(/oapi\.dingtalk\.com …abcd[\s\S]*dedepay notice test nch_/);
  });

  it("names what is missing or wrong, and adds nothing", async () => {
    const mail = ["notice", "add", "mail", "--smtp-host", "smtp.qq.com", "--to", "b@qq.com", "--no-test"];
    const refused: [string[], string][] = [
      [["notice", "add", "wecom"], "--url-file"],
      [[...mail, "--from", "a@qq.com", "--smtp-user", "a@qq.com"], "--password-file"],
      [[...mail, "--from", "somebody"], "from 应为：邮箱地址"],
      [[...mail, "--from", "a@qq.com", "--quiet", "25:00-08:00"], "22:30-08:00"],
      [mail, "缺少参数：--from"],
    ];
    for (const [parameters, said] of refused) {
      const { code, complained } = await dedepay(parameters);
      expect([code, complained]).toEqual([2, expect.stringContaining(said)]);
    }
    const list = await dedepay(["notice", "list"]);
    expect(list.printed).toContain("还没有提醒渠道");
  });
});

describe("dedepay notice remove", () => {
  it("takes a channel away, audited", async () => {
    const login = [
      "--smtp-user",
      "a@qq.com",
      "--password-file",
      "-",
      "--from",
      "a@qq.com",
      "--to",
      "b@qq.com,c@qq.com",
    ];
    const flags = ["--smtp-host", "smtp.qq.com", ...login, "--no-test", "--json"];
    const added = await dedepay(["notice", "add", "mail", ...flags], { input: "the-mail-password\n" });
    expect(added.json()).toMatchObject({ kind: "mail", target: "b@qq.com, c@qq.com (smtp.qq.com:465)" });
    const id = String(added.json()["id"]);
    expect((await dedepay(["notice", "remove", id, "--json"])).json()).toEqual({ id, removed: true });
    expect((await dedepay(["notice", "remove", id])).code).toBe(1);
    const log = await dedepay(["audit", "list", "--subject", id]);
    expect(log.printed).toMatch(/notice\.removed[\s\S]*notice\.added/);
    expect(added.printed + log.printed).not.toContain("the-mail-password");
  });
});
