// The one style sheet of the buyer's pages: phone first, light and dark, nothing from outside.

export const styles: string = `
:root{color-scheme:light dark;--bg:#f3f5f9;--card:#fff;--ink:#16202e;--soft:#5d6a7c;--line:#e4e8ef;--accent:#1668dc;--accent-ink:#fff;--accent-soft:#e8f1fd;
--good:#12804a;--good-soft:#e4f5ec;--wait:#9a5b00;--wait-soft:#fff3dc;--bad:#c02b2b;--bad-soft:#fdeaea;--shadow:0 1px 2px rgba(20,32,46,.05),0 8px 28px rgba(20,32,46,.07)}
@media(prefers-color-scheme:dark){:root{--bg:#10151d;--card:#1a212c;--ink:#e9eef5;--soft:#9aa8ba;--line:#2b3543;--accent:#4d94f7;--accent-ink:#08131f;--accent-soft:#1b2d47;
--good:#4fd08c;--good-soft:#12301f;--wait:#f2b64e;--wait-soft:#35280d;--bad:#ff8a80;--bad-soft:#3a1a1a;--shadow:none}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 -apple-system,BlinkMacSystemFont,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans SC","WenQuanYi Zen Hei",sans-serif}
main{max-width:27rem;margin:0 auto;padding:1rem 1rem 2rem}
@media(min-width:40rem){main{padding-top:3.5rem}}
.banner{background:var(--wait-soft);color:var(--wait);text-align:center;padding:.55rem 1rem;font-size:.875rem;font-weight:600;border-bottom:1px solid var(--line)}
.banner small{display:block;font-weight:400}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;box-shadow:var(--shadow);padding:1.5rem 1.25rem;margin-top:1rem}
@media(min-width:40rem){.card{padding:2rem 1.75rem}}
[lang=en]{color:var(--soft);font-size:.8125rem;line-height:1.4;font-weight:400;display:block}
h1{font-size:1.25rem;line-height:1.35;margin:0;font-weight:650;text-wrap:balance}
time{white-space:nowrap}
h1 [lang=en]{margin-top:.1rem;font-size:.875rem}
h2{font-size:1rem;margin:0 0 .5rem}
p{margin:.75rem 0}
.amount{font-size:2.5rem;font-weight:700;line-height:1.15;letter-spacing:-.02em;margin:.35rem 0 .15rem;font-variant-numeric:tabular-nums}
.amount span{font-size:1.5rem;font-weight:600;margin-right:.1em}
.center{text-align:center}
.subject{color:var(--soft);margin:0;overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.mark{width:3.5rem;height:3.5rem;border-radius:50%;display:grid;place-items:center;margin:0 auto .9rem}
.mark svg{width:1.9rem;height:1.9rem;fill:none;stroke:currentColor;stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.good .mark{background:var(--good-soft);color:var(--good)}.wait .mark{background:var(--wait-soft);color:var(--wait)}.bad .mark{background:var(--bad-soft);color:var(--bad)}
.good h1{color:var(--good)}.bad h1{color:var(--bad)}
.button{appearance:none;display:block;width:100%;border:1px solid transparent;border-radius:.75rem;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:600;font-size:1.0625rem;line-height:1.3;padding:.85rem 1rem;text-align:center;text-decoration:none;cursor:pointer}
.button [lang=en]{color:inherit;font-size:.75rem}
.button:hover{filter:brightness(1.06)}.button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.button.plain{background:transparent;color:var(--accent);border-color:var(--line);font-size:1rem;font-weight:500}
.stack{display:grid;gap:.65rem;margin-top:1.25rem}
form{margin:0}
dl{margin:1.25rem 0 0;border-top:1px solid var(--line);padding-top:.85rem;display:grid;gap:.4rem;font-size:.875rem;text-align:left}
.row{display:flex;justify-content:space-between;gap:.1rem 1rem}.row.long{display:block}
dt{color:var(--soft);flex:none}dd{margin:0;text-align:right;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}.long dd{text-align:left}
dt [lang=en]{display:inline;font-size:.75rem;margin-left:.3em}
.todo{background:var(--accent-soft);border-radius:.75rem;padding:.85rem 1rem;margin:1.1rem 0 0;text-align:left}
.wait .todo{background:var(--wait-soft)}.bad .todo{background:var(--bad-soft)}.good .todo{background:var(--good-soft)}
.todo p{margin:0}.todo p+p{margin-top:.5rem}
ol.steps{margin:1.1rem 0 0;padding:0;list-style:none;display:grid;gap:.6rem;counter-reset:step;text-align:left}
ol.steps li{counter-increment:step;display:grid;grid-template-columns:1.6rem 1fr;gap:.7rem;align-items:start}
ol.steps li:before{content:counter(step);width:1.6rem;height:1.6rem;border-radius:50%;background:var(--accent-soft);color:var(--accent);font-weight:600;font-size:.875rem;display:grid;place-items:center}
.qr{background:#fff;border-radius:1rem;border:1px solid var(--line);padding:.9rem;width:min(16rem,100%);margin:1.1rem auto .4rem}
.qr svg{display:block;width:100%;height:auto}
.picture{display:block;width:100%;max-width:20rem;margin:1rem auto 0}
.picture text{font-size:15px;fill:var(--ink)}.picture .frame{fill:var(--bg);stroke:var(--line);stroke-width:1.5}
.picture .spot{fill:var(--accent-soft);stroke:var(--accent);stroke-width:2}.picture .dot{fill:var(--accent)}
.picture .path{fill:none;stroke:var(--accent);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}.picture .dim{fill:var(--soft)}
.picture .number{fill:var(--accent)}.picture .digit{fill:var(--accent-ink);font-size:12px;font-weight:600}
.fine{font-size:.875rem;color:var(--soft)}
.copy{width:100%;font:inherit;font-size:.875rem;padding:.7rem .8rem;border:1px solid var(--line);border-radius:.75rem;background:var(--bg);color:var(--ink)}
.foot{color:var(--soft);font-size:.75rem;text-align:center;margin-top:1.1rem;overflow-wrap:anywhere}
.foot [lang=en]{font-size:.75rem}
.pulse{display:inline-block;width:.55rem;height:.55rem;border-radius:50%;background:currentColor;margin-right:.45rem;vertical-align:.08em;animation:pulse 1.4s ease-in-out infinite}
@keyframes pulse{50%{opacity:.25}}
@media(prefers-reduced-motion:reduce){.pulse{animation:none}}
[hidden]{display:none!important}
`;
