// The simulation's clock and the buttons that move it. Plain forms: they work without script.
import { beijingTime } from "@dedepay/alipay";
import { bilingual, type Html, html } from "../../cashier/html.ts";
import type { Simulation } from "../../world/simulation.ts";

const steps: ReadonlyArray<readonly [ms: number, zh: string, en: string]> = [
  [4 * 60_000, "4 分钟", "4 min"],
  [3_600_000, "1 小时", "1 h"],
  [25 * 3_600_000, "25 小时", "25 h"],
  [15 * 86_400_000, "15 天", "15 days"],
  [365 * 86_400_000, "1 年", "1 year"],
];
const speeds = [0, 1, 60, 3600];

export function clockCard({ clock }: Simulation): Html {
  const speed =
    clock.speed === 0 ? bilingual("已停", "stopped") : bilingual(`${clock.speed} 倍速`, `speed ${clock.speed}`);
  return html`<section class="card"><h2>${bilingual("支付宝的时钟", "Alipay's clock")}</h2>
<p class="now">${beijingTime(clock.nowMs())} <small>${bilingual("北京时间", "Beijing")} · ${speed}</small></p>
<form method="post" action="/sim/page/advance" class="buttons">${steps.map(([ms, zh, en]) => html`<button class="quiet" name="advance_ms" value="${ms}">${bilingual(`快进 ${zh}`, `+ ${en}`)}</button>`)}</form>
<form method="post" action="/sim/page/speed" class="buttons">${speeds.map((one) => html`<button class="quiet" name="speed" value="${one}">${one === 0 ? bilingual("停", "stop") : bilingual(`${one} 倍`, `× ${one}`)}</button>`)}</form>
<p class="hint">${bilingual("快进时，路上的重发、关闭、退款期限都按顺序发生。", "What is due on the way happens in order: repeated notifications, closings, ends of refund windows.")}</p>
<form method="post" action="/sim/page/reset" class="buttons"><button class="quiet">${bilingual("全部重来", "start all over")}</button></form>
</section>`;
}
