import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "./read-catalogue.ts";
import { renderPhp } from "./render-php.ts";

const file = fileURLToPath(new URL("../generated/codes.php", import.meta.url));
const catalogue = readCatalogue(fileURLToPath(new URL("..", import.meta.url)));
const hasPhp = spawnSync("php", ["--version"]).status === 0;

type Table = { codes: Record<string, [number, string, string[]]>; fixes: Record<string, string> };

describe("the PHP array", () => {
  test("is ASCII, whatever the site's charset", () => {
    expect([...readFileSync(file)].filter((byte) => byte > 0x7e || (byte < 0x20 && byte !== 0x0a))).toEqual([]);
  });

  test.skipIf(!hasPhp)("is PHP, and PHP reads in it what the pages say", () => {
    expect(spawnSync("php", ["-l", file], { encoding: "utf8" }).status).toBe(0);
    const program = "echo json_encode(include $argv[1]);";
    const { stdout } = spawnSync("php", ["-r", program, "--", file], { encoding: "utf8", maxBuffer: 1 << 26 });
    const table = JSON.parse(stdout) as Table;
    const page = catalogue.codes.find(({ code, namespace }) => code === "ILLEGAL_PARTNER" && namespace === "mapi");
    expect(table.codes["ILLEGAL_PARTNER"]).toEqual([page?.unified, page?.meaning.zh, page?.causes]);
    for (const { code } of catalogue.codes) if (!code.endsWith("*")) expect(table.codes, code).toHaveProperty([code]);
    for (const [, , causes] of Object.values(table.codes))
      for (const cause of causes) expect(table.fixes[cause]).toBeTruthy();
  });

  test.skipIf(!hasPhp)("keeps quotes, dollars and backslashes as they are", () => {
    const hostile = 'a"b$c\\d{$e}\n码';
    const [first] = catalogue.codes;
    if (first === undefined) throw new Error("no codes");
    const one = {
      ...catalogue,
      causes: [],
      codes: [{ ...first, code: "X", aliases: [], meaning: { zh: hostile, en: "" } }],
    };
    const program = "echo json_encode(eval(substr(stream_get_contents(STDIN), 5)));";
    const { stdout } = spawnSync("php", ["-r", program], { encoding: "utf8", input: renderPhp(one) });
    expect((JSON.parse(stdout) as Table).codes["X"]?.[1]).toBe(hostile);
  });
});
