// The control page's own style and its only script: rows of the live log, put in as the server rendered them.
export const controlStyle = `
.columns { display: grid; gap: 0 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); align-items: start; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; } .buttons button { width: auto; padding: .4rem .75rem; font-size: .875rem; }
.now { font-size: 1.5rem; font-variant-numeric: tabular-nums; margin: 0 0 .5rem; } .now small { font-size: .875rem; color: var(--soft); }
.scroll { overflow-x: auto; } details { margin-top: .25rem; } details table { margin: .5rem 0; } h3 { font-size: .875rem; margin: .75rem 0 0; }
.exchange { border-top: 1px solid var(--line); padding: .4rem 0; margin: 0; } .exchange summary { display: flex; flex-wrap: wrap; gap: .15rem .75rem; align-items: baseline; }
.exchange time { color: var(--soft); font-variant-numeric: tabular-nums; font-size: .875rem; } .exchange .direction { color: var(--soft); font-size: .875rem; }
.exchange .result { margin-left: auto; } .exchange.good .result { color: var(--brand); } .exchange.bad .result { color: var(--bad); }
.signature { font-size: .8125rem; color: var(--soft); } .signature.wrong, .signature.missing { color: var(--bad); }
.notice { white-space: nowrap; font-size: .8125rem; } .notice.given_up { color: var(--bad); } .notice.acknowledged { color: var(--brand); }
details th { width: 11rem; }
@media (max-width: 40rem) {
  details th { width: auto; }
  .trades thead { display: none; } .trades tr { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .trades td { border: 0; padding: 0; } .trades td:last-child { grid-column: 1 / -1; } .notice { white-space: normal; display: block; }
}
`;

export const liveScript = `
const list = document.getElementById("exchanges");
const state = document.getElementById("live");
const source = new EventSource("/sim/exchanges/live");
source.onopen = () => { state.textContent = "· 已连接 connected"; };
source.onerror = () => { state.textContent = "· 重新连接 reconnecting"; };
source.onmessage = (event) => {
  document.getElementById("nothing")?.remove();
  list.insertAdjacentHTML("afterbegin", JSON.parse(event.data));
  while (list.children.length > 200) list.lastElementChild.remove();
};
`;
