// The control page's own style and its only script: rows of the live log, put in as the server rendered them.
export const controlStyle = `
.columns { display: grid; gap: 0 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); align-items: start; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; } .buttons button { width: auto; padding: .4rem .75rem; font-size: .875rem; }
.now { font-size: 1.5rem; font-variant-numeric: tabular-nums; margin: 0 0 .5rem; } .now small { font-size: .875rem; color: var(--soft); }
.scroll { overflow-x: auto; } details { margin-top: .25rem; } details table { margin: .5rem 0; } h3 { font-size: .875rem; margin: .75rem 0 0; }
.exchange { border-top: 1px solid var(--line); padding: .4rem 0; margin: 0; } .exchange summary { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
.exchange time { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .875rem; } .exchange .kind { min-width: 11rem; font-size: .875rem; }
.exchange .result { margin-left: auto; } .exchange.good .result { color: var(--brand); } .exchange.bad .result { color: var(--bad); }
.signature { font-size: .8125rem; color: var(--soft); } .signature.wrong, .signature.missing { color: var(--bad); }
.notice { white-space: nowrap; font-size: .8125rem; } .notice.given_up { color: var(--bad); } .notice.acknowledged { color: var(--brand); }
details th { width: 11rem; } .exchange > dl, .exchange > p { margin-left: 0; } .money { white-space: nowrap; } td small { color: var(--soft); }
.inline { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; } .inline button, button.small { width: auto; padding: .4rem .75rem; font-size: .875rem; }
input[name=code] { font: inherit; font-family: ui-monospace, monospace; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); color: var(--ink); width: 18rem; max-width: 100%; }
.verdict { border-width: 2px; } .verdict.good { border-color: var(--brand); } .verdict.bad { border-color: var(--bad); }
.scenarios td:first-child { width: 6rem; } .scenarios button { padding: .3rem .5rem; font-size: .875rem; } ul, ol { padding-left: 1.25rem; margin: .5rem 0; }
@media (min-width: 56rem) { .codes td:first-child { white-space: nowrap; } details th { width: 16rem; } }
@media (max-width: 40rem) {
  details th { width: auto; }
  .trades thead { display: none; } .trades tr { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .trades td { border: 0; padding: 0; } .trades td:last-child, .trades td:nth-child(3) { grid-column: 1 / -1; } .notice { white-space: normal; display: block; }
  .exchange .kind { min-width: 0; } details table:not(.scenarios) tr { display: block; padding: .25rem 0; border-bottom: 1px solid var(--line); } details table:not(.scenarios) :is(th, td) { display: block; border: 0; padding: 0; } .codes thead { display: none; } .codes tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } .codes td { display: block; border: 0; padding: .1rem 0; }
  .scenarios td:last-child { display: none; }
}
`;

export const liveScript = `
const list = document.querySelector("[data-live]");
if (list) {
const state = document.getElementById("live");
const source = new EventSource("/sim/exchanges/live");
source.onopen = () => { state.textContent = "· 已连接 connected"; };
source.onerror = () => { state.textContent = "· 重新连接 reconnecting"; };
source.onmessage = (event) => {
  document.getElementById("nothing")?.remove();
  list.insertAdjacentHTML("afterbegin", JSON.parse(event.data));
  while (list.children.length > 200) list.lastElementChild.remove();
};
}
`;
