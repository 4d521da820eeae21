// A web server's access log in the combined format, as large as asked for: pages, images and robots, and one line in a
// thousand that has to do with paying. The same seed writes the same bytes.
import { closeSync, openSync, writeSync } from "node:fs";
import type { Progress } from "../bench-command.ts";
import { type Random, randomOf } from "../random.ts";

const blocks = 24;
const linesOfBlock = 1000;
const agents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
  "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
];
const pages = ["/index.php", "/plus/list.php?tid=", "/plus/view.php?aid=", "/a/news/", "/uploads/allimg/", "/member/"];
const paying = [
  '"POST /plus/carbuyaction.php?dopost=return&code=alipay HTTP/1.1" 302 5 "-" "Mozilla/4.0"',
  '"POST /pay/notify HTTP/1.1" 403 162 "-" "Mozilla/4.0"',
  '"GET /pay/return?out_trade_no=S-P1718000000RN123&trade_status=TRADE_SUCCESS HTTP/1.1" 200 8123 "-" "Mozilla/5.0"',
];

function line(random: Random): string {
  const address = `${1 + random.below(223)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
  const time = `${10 + random.below(20)}/Jun/2024:${10 + random.below(14)}:${10 + random.below(50)}:${10 + random.below(50)}`;
  const head = `${address} - - [${time} +0800]`;
  if (random.chance(0.001)) return `${head} ${random.pick(paying)}`;
  const page = `${random.pick(pages)}${random.below(100_000)}`;
  const status = random.chance(0.95) ? 200 : random.pick([301, 304, 404]);
  const referrer = random.chance(0.5) ? "-" : `https://www.shop.example/list_${random.below(1000)}.html`;
  return `${head} "GET ${page} HTTP/1.1" ${status} ${random.below(200_000)} "${referrer}" "${random.pick(agents)}"`;
}

/** Writes at least so many bytes; gives what was written. */
export function writeLog(file: string, wanted: number, options: { seed: string; progress: Progress }): number {
  const random = randomOf(options.seed);
  const texts = Array.from({ length: blocks }, () =>
    Buffer.from(`${Array.from({ length: linesOfBlock }, () => line(random)).join("\n")}\n`),
  );
  const handle = openSync(file, "w");
  let written = 0;
  while (written < wanted) {
    written += writeSync(handle, random.pick(texts));
    options.progress("writing the log", Math.min(written, wanted), wanted);
  }
  closeSync(handle);
  return written;
}
