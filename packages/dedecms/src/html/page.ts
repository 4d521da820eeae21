// The frame of every page we write for an owner: stands alone, no script, nothing loaded, fits a phone, prints well.
import { escapeHtml } from "./escape-html.ts";

const style = `
:root{color-scheme:light;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--critical:#b42318;--serious:#b54708;--warning:#8a6100;--good:#1a7f37}
*{box-sizing:border-box}
body{font:16px/1.65 "PingFang SC","Microsoft YaHei","WenQuanYi Zen Hei",system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1.5rem 1rem 4rem;color:var(--ink);background:#fff}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .75rem}h3{font-size:1.05rem;line-height:1.5;margin:0}
p{margin:.4rem 0}ol,ul{margin:.4rem 0;padding-left:1.4rem}li{margin:.2rem 0}
[lang=en]{color:var(--soft);font-size:.875rem}
code,pre{font:.875rem/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,"WenQuanYi Zen Hei Mono",monospace;overflow-wrap:anywhere;background:#f3f5f7;border-radius:3px}
code{padding:.1rem .3rem}pre{padding:.75rem;white-space:pre-wrap;margin:.5rem 0}
details{border-top:1px solid var(--line);padding:.5rem 0}summary{font-size:1.1rem;cursor:pointer}
.soft{color:var(--soft)}
.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0;padding:0;list-style:none}
.chips li{border:1px solid var(--line);border-radius:6px;padding:.35rem .75rem;margin:0}
.chips b{font-size:1.25rem;margin-right:.35rem}
article{border:1px solid var(--line);border-left:6px solid var(--soft);border-radius:6px;padding:.85rem 1rem;margin:0 0 1rem;break-inside:avoid}
.critical{--tone:var(--critical)}.serious{--tone:var(--serious)}.warning{--tone:var(--warning)}.good{--tone:var(--good)}
article.critical,article.serious,article.warning,article.good{border-left-color:var(--tone)}
.tag{display:inline-block;white-space:nowrap;color:#fff;background:var(--tone,var(--soft));border-radius:4px;padding:0 .5rem;margin-right:.5rem;font-size:.875rem;font-weight:600}
.chips .critical b,.chips .serious b,.chips .warning b,.chips .good b{color:var(--tone)}
dl{margin:.5rem 0 0}dt{font-weight:600;margin-top:.5rem}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.5rem .6rem;text-align:left;vertical-align:top}
th{font-size:.875rem;color:var(--soft);font-weight:600;white-space:nowrap}td.short{white-space:nowrap}td.number{text-align:right}
@media(max-width:40rem){h1{font-size:1.35rem}
table.stacked thead{display:none}table.stacked tr{display:block;border:1px solid var(--line);border-radius:6px;margin-bottom:.75rem;padding:.4rem 0}
table.stacked td{display:block;border:0;padding:.2rem .75rem;text-align:left}table.stacked td[data-name]::before{content:attr(data-name) "：";color:var(--soft);font-size:.875rem}}
@media print{body{max-width:none;padding:0}}`;

/** `title` is text, `body` is HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}
</style></head><body>
${body}
</body></html>
`;
}
