import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../../command-line.ts";
import { recordedSurroundings } from "../../testing/recorded-surroundings.ts";

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

  it.each([[[]], [["/nowhere"]], [["--all", "/nowhere"]], [["dir", "--all", "list"]]])(
    "calls %j wrong usage",
    async (parameters) => {
      expect(await run(...parameters)).toMatchObject({ code: 2, printed: "" });
    },
  );
});
