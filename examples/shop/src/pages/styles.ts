// Served as /shop.css.

export const styles: string = `
:root{color-scheme:light dark;--bg:#f6f3ec;--card:#fffdf8;--ink:#2b2a26;--soft:#6f6a5f;--line:#e5dfd2;--leaf:#3f6b4f;--leaf-ink:#fff;--leaf-soft:#e6efe6;--warn:#8a5a10;--warn-soft:#fbf0d9;--bad:#a83232;--bad-soft:#f9e4e1}
@media(prefers-color-scheme:dark){:root{--bg:#171815;--card:#22241f;--ink:#efece4;--soft:#a9a497;--line:#363830;--leaf:#8fc3a0;--leaf-ink:#12201a;--leaf-soft:#263a2d;--warn:#e9bd6b;--warn-soft:#3a2f16;--bad:#f09a90;--bad-soft:#3f211e}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.6 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC","WenQuanYi Zen Hei",sans-serif}
header{border-bottom:1px solid var(--line)}header div{max-width:56rem;margin:0 auto;padding:.9rem 1rem;display:flex;align-items:baseline;gap:1rem}
header a,a.card{color:inherit;text-decoration:none}header .name{font-size:1.25rem;font-weight:700;color:var(--leaf);margin-right:auto}
main{max-width:56rem;margin:0 auto;padding:1rem 1rem 3rem}
[lang=en]{display:block;color:var(--soft);font-size:.8125rem;line-height:1.4;font-weight:400}
h1{font-size:1.4rem;margin:1rem 0 .75rem;line-height:1.35}
.grid{display:grid;gap:1rem}@media(min-width:40rem){.grid{grid-template-columns:1fr 1fr}}
.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;display:block;color:inherit;text-decoration:none}
.card h2{margin:.75rem 0 .25rem;font-size:1.125rem}.narrow{max-width:32rem;margin-inline:auto}
.picture{background:var(--leaf-soft);color:var(--leaf);border-radius:.75rem;display:grid;place-items:center;height:9rem}
.picture svg{height:5.5rem;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.price{font-size:1.5rem;font-weight:700;font-variant-numeric:tabular-nums}
.button{appearance:none;display:block;width:100%;border:1px solid transparent;border-radius:.75rem;background:var(--leaf);color:var(--leaf-ink);font:inherit;font-weight:600;padding:.8rem 1rem;text-align:center;text-decoration:none;cursor:pointer}
.button [lang=en]{color:inherit;opacity:.85;font-size:.75rem}a.button{color:var(--leaf-ink)}.button.plain,a.button.plain{background:transparent;border-color:var(--line);color:var(--leaf)}.button.small{display:inline-block;width:auto;padding:.35rem .9rem;font-size:.9375rem}
.button:focus-visible,a:focus-visible{outline:3px solid var(--leaf);outline-offset:2px}
fieldset{border:0;padding:0;margin:1rem 0;display:grid;gap:.5rem}legend{font-weight:600;padding:0;margin-bottom:.4rem}
label.way{display:grid;grid-template-columns:auto 1fr;gap:.75rem;align-items:center;border:1px solid var(--line);border-radius:.75rem;padding:.6rem .9rem;cursor:pointer}
label.way:has(input:checked){border-color:var(--leaf);background:var(--leaf-soft)}input[type=radio]{accent-color:var(--leaf);width:1.15rem;height:1.15rem}
.chip{display:inline-block;border-radius:1rem;padding:.1rem .7rem;font-size:.875rem;font-weight:600;background:var(--leaf-soft);color:var(--leaf);white-space:nowrap}
.chip.wait{background:var(--warn-soft);color:var(--warn)}.chip.bad{background:var(--bad-soft);color:var(--bad)}
.note{background:var(--warn-soft);border-radius:.75rem;padding:.8rem 1rem;margin:1rem 0}.note p{margin:.2rem 0}a{color:var(--leaf)}.note.bad{background:var(--bad-soft)}.note.good{background:var(--leaf-soft)}
code{font:600 1.05em ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;font-size:.9375rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
dt [lang=en]{display:inline;font-size:.75rem}.stack{display:grid;gap:.6rem;margin-top:1rem}form{margin:0}
ul.orders{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}ul.orders li{display:grid;gap:.4rem;grid-template-columns:1fr auto;align-items:center}
ul.orders small{color:var(--soft);overflow-wrap:anywhere}
`;
