// `npm run docs`: writes the catalogue as a static site into site/. Exit code 1: a link leads nowhere.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brokenLinks } from "./broken-links.ts";
import { sitePageCount, sitePages } from "./site-pages.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const site = join(repository, "site");

function main(): number {
  const started = performance.now();
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  copyFileSync(join(repository, "tools", "docs", "browser", "search.js"), join(site, "search.js"));
  const files = new Map<string, string>([["search.js", ""]]);
  const total = sitePageCount();
  for (const { name, text } of sitePages()) {
    const path = join(site, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    files.set(name, text);
    if (process.stderr.isTTY) showProgress(files.size - 1, total);
  }
  const broken = brokenLinks(files);
  for (const link of broken) console.error(`断链 broken link: ${link}`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${files.size} 个文件 files, ${seconds} s → ${join(site, "index.html")}`);
  return broken.length === 0 ? 0 : 1;
}

function showProgress(done: number, total: number): void {
  if (done % 20 !== 0 && done !== total) return;
  const width = 30;
  const filled = Math.round((done / total) * width);
  process.stderr.write(
    `\r${"█".repeat(filled)}${"░".repeat(width - filled)} ${done}/${total}${done === total ? "\n" : ""}`,
  );
}

process.exitCode = main();
