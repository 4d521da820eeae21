import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { writeFakeShop } from "../../testing/fake-shop.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";
import { withGateway } from "../../with-gateway.ts";

let folder = "";

async function run(...parameters: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const surroundings = recordedSurroundings();
  const code = await runCommandLine(["dedecms", "inspect", ...parameters], surroundings);
  return { code, printed: surroundings.printed(), complained: surroundings.complained() };
}

/** A tree with the least that the inspector takes for a DedeCMS; the formats have their own tests. */
function writeSite(name: string, memberOpen: string): string {
  const site = join(folder, name);
  for (const path of ["include/payment", "data/payment", "plus"]) mkdirSync(join(site, path), { recursive: true });
  const files = ["plus/dedepay.php", "data/dedepay.config.php", "data/payment/alipay.php"];
  for (const path of files) writeFileSync(join(site, path), "<?php");
  writeFileSync(join(site, "include/common.inc.php"), "<?php $cfg_soft_lang = 'utf-8';");
  writeFileSync(join(site, "include/payment/alipay.php"), "<?php // dedepay drop-in 1\n");
  writeFileSync(join(site, "data/config.cache.inc.php"), `<?php $cfg_mb_open = '${memberOpen}';`);
  return site;
}

describe("dedepay dedecms inspect", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dedepay-inspect-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("exits with 1 and says what to do, as text, JSON and HTML", async () => {
    const site = writeSite("closed", "N");
    const text = await run(site);
    expect(text.code).toBe(1);
    expect(text.printed).toContain("会员功能关闭");
    const page = join(folder, "report.html");
    const json = await run(site, "--json", "--html", page);
    expect(JSON.parse(json.printed).findings[0]).toMatchObject({ id: "shop-switched-off", bugs: ["L7"] });
    expect(readFileSync(page, "utf8")).toContain("会员功能关闭");
  });

  it("exits with 0 where nothing has to be done", async () => {
    expect(await run(writeSite("good", "Y"))).toMatchObject({ code: 0, complained: "" });
  });

  it("says many sites as a table", async () => {
    const list = join(folder, "sites.txt");
    writeFileSync(list, `# sites\n${writeSite("a", "Y")}\n\n${writeSite("b", "N")}\n${join(folder, "none")}\n`);
    const { code, printed } = await run("--all", list);
    expect(code).toBe(1);
    const [, good, closed, none] = printed.split("\n");
    expect(good).toMatch(/\/a +0 +0 +0 +无/);
    expect(closed).toMatch(/\/b +1 +0 +0 +会员功能关闭/);
    expect(none).toMatch(/- +没有 .*none does not exist/);
    expect(JSON.parse((await run("--all", list, "--json")).printed).sites).toHaveLength(3);
  });

  it("looks into a backup as it is", async () => {
    const site = writeSite("packed", "N");
    const archive = join(folder, "packed.tar.gz");
    execFileSync("tar", ["-czf", archive, "-C", folder, "packed"]);
    const [packed, unpacked] = [await run(archive, "--json"), await run(site, "--json")];
    expect(JSON.parse(packed.printed).findings).toEqual(JSON.parse(unpacked.printed).findings);
    expect(await run(`${archive}/packed`)).toMatchObject({ code: 1 });
    expect(await run(`${archive}/other`)).toMatchObject({ code: 2 });
    expect((await run(folder)).complained).toContain("DedeCMS 在下一层");
  });

  it("compares the payment method with a contract that is named, or that the gateway knows", async () => {
    const site = join(folder, "escrow");
    writeFakeShop(site, { edition: "utf-8", baseHost: "https://shop.example.com" });
    const method = async (...flags: string[]): Promise<string> => {
      const { findings } = JSON.parse((await run(site, "--json", ...flags)).printed);
      const found = findings.filter(({ id }: { id: string }) => /payment-method|contract/.test(id));
      return found.map(({ id, state }: { id: string; state: string }) => `${state} ${id}`).join();
    };
    expect(await method()).toBe("open payment-method");
    expect(await method("--contract", "dual,direct")).toBe("closed payment-method");
    expect(await method("--contract", "escrow")).toBe("open contract-does-not-cover-method");
    const data = join(folder, "data");
    const credentials = {
      partner: "2088101112223334",
      signType: "MD5",
      md5Key: "x1y2z3x1y2z3x1y2z3x1y2z3x1y2z3ab",
    } as const;
    const contracts = [{ product: "direct", goods: "any", status: "paused" }] as const;
    await withGateway({ data, surroundings: recordedSurroundings() }, (gateway) =>
      gateway.registerAccount({
        environment: "production",
        protocol: "mapi",
        credentials,
        contracts: [...contracts],
        requestId: "r",
      }),
    );
    expect(await method("--data", data)).toBe("open contract-not-effective");
    expect(await run(site, "--data", join(folder, "none"))).toMatchObject({ code: 2 });
    expect(await run(site, "--contract", "everything")).toMatchObject({ code: 2 });
  });

  it("shows how far it is on a terminal, and takes that away again", async () => {
    let nowMs = 0;
    const nextSecond = (): number => (nowMs += 1000);
    const surroundings = { ...recordedSurroundings(), isTerminal: true, nowMs: nextSecond };
    const list = join(folder, "two.txt");
    writeFileSync(list, `${writeSite("one", "Y")}\n${writeSite("two", "Y")}\n`);
    await runCommandLine(["dedecms", "inspect", "--all", list], surroundings);
    expect(surroundings.complained()).toMatch(/█{12}░{12} +50% .*two 0%/);
    expect(surroundings.complained().endsWith("\r\u001b[K")).toBe(true);
  });

  it("says in one line why the database can't be looked at, and never the password", async () => {
    const site = writeSite("database", "Y");
    const refused = await run(site, "--db-url", "mysql://shop:top-secret@127.0.0.1:1/shop");
    expect(refused).toMatchObject({ code: 2, printed: "" });
    expect(refused.complained).toContain("连不上数据库 127.0.0.1:1（ECONNREFUSED）");
    expect(refused.complained).not.toContain("top-secret");
    expect((await run(site, "--db-url", "postgres://x/top-secret")).complained).not.toContain("top-secret");
    expect(await run(site, "--db")).toMatchObject({
      code: 2,
      complained: expect.stringContaining("data/common.inc.php"),
    });
  });

  it.each([[[]], [["/nowhere"]], [["--all", "/nowhere"]], [["dir", "--all", "list"]]])(
    "calls %j wrong usage",
    async (parameters) => {
      expect(await run(...parameters)).toMatchObject({ code: 2, printed: "" });
    },
  );
});
