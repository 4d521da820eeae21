// One small stylesheet for all pages of the simulator: system fonts, light and dark, no outside resources.
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #f3f5f8; --card: #fff; --line: #d9dfe7; --brand: #0b6b5d; --brand-ink: #fff; --bad: #b3261e; --note: #fff3d6; --note-ink: #5c4300; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #a3adba; --paper: #14181d; --card: #1d232b; --line: #343d49; --brand: #3fb8a2; --brand-ink: #06201b; --bad: #ff8a80; --note: #3a2f10; --note-ink: #ffe1a1; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; overflow-wrap: anywhere; }
.simulation { margin: 0; padding: .6rem 1rem; background: var(--note); color: var(--note-ink); font-size: .875rem; text-align: center; }
main { max-width: 30rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
main.wide { max-width: 76rem; }
@media (min-width: 56rem) { main.desk { max-width: 60rem; display: grid; grid-template-columns: 1fr 1.2fr; gap: 0 1rem; align-items: start; } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 1rem 0; }
h1 { font-size: 1.25rem; line-height: 1.35; margin: .25rem 0 .75rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; } .card > dl:first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.en { color: var(--soft); font-size: .875em; font-weight: 400; }
.amount { font-size: 2.25rem; font-weight: 600; font-variant-numeric: tabular-nums; margin: .25rem 0; line-height: 1.2; }
.amount small { font-size: 1rem; font-weight: 400; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .75rem 0 0; font-size: .9375rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
fieldset { border: 0; padding: 0; margin: 0 0 1rem; } legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
.choice { display: flex; gap: .75rem; align-items: flex-start; padding: .65rem .75rem; border: 1px solid var(--line); border-radius: .5rem; margin-bottom: .5rem; cursor: pointer; }
.choice:has(input:checked) { border-color: var(--brand); outline: 1px solid var(--brand); }
.choice input { margin: .3rem 0 0; width: 1.1rem; height: 1.1rem; accent-color: var(--brand); flex: none; }
.choice small { display: block; color: var(--soft); }
button, .button { display: block; width: 100%; padding: .8rem 1rem; border: 1px solid var(--brand); border-radius: .5rem; background: var(--brand); color: var(--brand-ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.quiet, .button.quiet { background: transparent; color: var(--ink); border-color: var(--line); font-weight: 400; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-top: .75rem; } .row > :only-child { grid-column: 1 / -1; } form + form { margin-top: .75rem; }
.error { color: var(--bad); font-weight: 600; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "WenQuanYi Zen Hei Mono", monospace; font-size: .875em; }
pre { white-space: pre-wrap; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; margin: .5rem 0; }
.code { font-size: 1.25rem; font-weight: 700; color: var(--bad); }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } th, td { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; } th { color: var(--soft); font-weight: 600; }
details > summary { cursor: pointer; } a { color: var(--brand); } a.button { color: var(--brand-ink); } a.button.quiet { color: var(--ink); }
.channel { display: inline-block; margin: 0; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; }
.hint { color: var(--soft); font-size: .875rem; } button .en, .button .en { color: inherit; opacity: .75; }
`;
