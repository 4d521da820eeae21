// The one style sheet of the catalogue's pages: made for a phone first, light and dark. Must hold no reader's text.

export const pageStyle = `:root{--ink:#1f2328;--soft:#59636e;--line:#d8dee4;--card:#fff;--ground:#f4f6f8;--link:#0b5cad;--mark:#eef2f6;--good:#1a7f37;--warn:#9a6700;--note:#0b5cad;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#30363d;--card:#161b22;--ground:#0d1117;--link:#6cb6ff;--mark:#222b36;--good:#57ab5a;--warn:#d4a72c;--note:#6cb6ff}}
*{box-sizing:border-box}body{margin:0;font:16px/1.75 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--ground);-webkit-text-size-adjust:100%}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}a:focus-visible,input:focus-visible,button:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
header{background:var(--card);border-bottom:1px solid var(--line)}.bar{max-width:48rem;margin:0 auto;padding:.6rem 1rem;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
.home{font-weight:600;color:var(--ink)}.lang{margin-left:auto;font-size:.9rem;padding:.3rem 0}form{display:flex;gap:.5rem;flex:1 1 100%}
input[type=search]{font:inherit;flex:1;min-width:0;padding:.45rem .7rem;border:1px solid var(--line);border-radius:8px;background:var(--ground);color:inherit}
button{font:inherit;padding:.45rem 1rem;border:0;border-radius:8px;background:#0b5cad;color:#fff}
main{max-width:48rem;margin:0 auto;padding:1rem 1rem 3rem}article,.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem;margin:0 0 1rem}
.id{font:600 .95rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;color:var(--soft);overflow-wrap:anywhere;margin:0;user-select:all}h1{font-size:1.4rem;line-height:1.4;margin:.2rem 0 1rem;overflow-wrap:anywhere;text-wrap:pretty}
h2{font-size:1.05rem;margin:1.8rem 0 .5rem}.card>h2:first-child{margin-top:0}p{margin:.6rem 0}p,li,dd{overflow-wrap:anywhere}ul,ol{padding-left:1.3rem;margin:.6rem 0}li{margin:.35rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1rem;margin:0 0 1rem;padding:.7rem .9rem;background:var(--mark);border-radius:8px;font-size:.95rem}dt{color:var(--soft)}dd{margin:0}
.none{color:var(--good);font-weight:600}.unknown{color:var(--warn);font-weight:600}.moved{color:var(--note);font-weight:600}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--mark);padding:.1em .35em;border-radius:4px}.note{color:var(--soft);font-size:.9rem}
.links{list-style:none;padding:0}.links>li{padding:.55rem 0;border-top:1px solid var(--line);margin:0}.links>li:first-child{border-top:0}.links .name{display:block;font:.8rem/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;color:var(--soft)}.links .note{display:block}
blockquote{margin:.6rem 0;padding:.5rem .9rem;border-left:3px solid var(--line);color:var(--soft)}details{margin:.6rem 0}summary{cursor:pointer;padding:.4rem 0;font-weight:600}.count{color:var(--soft);font-weight:400}
@media(min-width:720px){form{flex:1 1 20rem;order:1}.lang{margin-left:0;order:2}main{padding-top:1.5rem}article,.card{padding:1.4rem 1.8rem}h1{font-size:1.6rem}}`;
