// `dedepay trigger NAME`: plays a scenario on a trade of a running local Alipay and reports what the merchant answered.
// Talks to the simulator's control API; the merchant (a gateway, a shop) is whoever stands in the trade's notify_url.
import { listScenarios, type ScenarioSummary } from "@dedepay/simulator";
import { CommandFailure, type FailureText } from "../command-failure.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { askSimulator } from "../simulator/ask-simulator.ts";
import { readPlayed } from "../simulator/played-scenario.ts";
import { scenarioReport } from "../simulator/scenario-report.ts";
import type { Surroundings } from "../surroundings.ts";
import { textTable } from "../terminal/text-table.ts";

export interface TriggerFlags {
  readonly simulator: string;
  readonly order?: string;
  /** Seconds to go on watching what the merchant does. */
  readonly wait: number;
  readonly list?: true;
  readonly json?: true;
}

/** Exit code 1: the merchant answered wrongly, or there is no trade or no simulator; 2: no such scenario. */
export async function trigger(
  name: string | undefined,
  flags: TriggerFlags,
  surroundings: Pick<Surroundings, "out" | "err" | "isTerminal">,
): Promise<ExitCode> {
  if (flags.list) return list(flags, surroundings);
  const known = listScenarios().find((scenario) => scenario.name === name);
  if (name === undefined || known === undefined) throw unknownScenario(name);
  const order = flags.order ?? (await latestOrder(flags.simulator));
  if (flags.wait > 0 && surroundings.isTerminal) {
    surroundings.err(`看商户做什么，${flags.wait} 秒 · watching the merchant for ${flags.wait} s\n`);
  }
  const asked = { out_trade_no: order, wait_ms: Math.round(flags.wait * 1000) };
  const answer = await askSimulator(flags.simulator, `/sim/scenarios/${name}`, { body: asked, waitMs: asked.wait_ms });
  if (answer.status === 404) throw noTrade(order);
  if (answer.status === 409) throw unsuitable(name, order, known.only);
  const played = readPlayed(answer.json);
  if (played === undefined)
    throw problem({ zh: "模拟支付宝的回答读不懂", en: "the simulator's answer is not understood" });
  surroundings.out(flags.json ? `${JSON.stringify(answer.json)}\n` : scenarioReport(played));
  return played.verdict.ok ? exitCode.fine : exitCode.foundProblem;
}

function list(flags: TriggerFlags, surroundings: Pick<Surroundings, "out">): ExitCode {
  const scenarios = listScenarios();
  const rows = scenarios.map(({ name, title, only }) => [name, only?.name ?? "", `${title.zh} · ${title.en}`]);
  const head = ["场景 scenario", "只用于 only", "会怎样 what happens"];
  surroundings.out(flags.json ? `${JSON.stringify({ scenarios }, undefined, 2)}\n` : `${textTable([head, ...rows])}\n`);
  return exitCode.fine;
}

async function latestOrder(simulator: string): Promise<string> {
  const { json } = await askSimulator(simulator, "/sim/trades");
  const trades = typeof json === "object" && json !== null && "trades" in json ? json.trades : undefined;
  const [latest]: unknown[] = Array.isArray(trades) ? trades : [];
  if (typeof latest === "object" && latest !== null && "out_trade_no" in latest) return String(latest.out_trade_no);
  throw noTrade(undefined);
}

function unknownScenario(name: string | undefined): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: name === undefined ? "没有说哪个场景" : `没有场景 ${name}`,
    en: name === undefined ? "no scenario was named" : `no scenario ${name}`,
    fixZh: "dedepay trigger --list 列出全部场景",
    fixEn: "dedepay trigger --list shows all scenarios",
  });
}

function unsuitable(name: string, order: string, only: ScenarioSummary["only"]): CommandFailure {
  return new CommandFailure(exitCode.wrongUsage, {
    zh: `场景 ${name} 对订单 ${order} 现在没有意义`,
    en: `the scenario ${name} means nothing for order ${order} as it is now`,
    ...(only && { fixZh: `它只用于${only.zh}`, fixEn: `it is for ${only.en} only` }),
  });
}

function noTrade(order: string | undefined): CommandFailure {
  return problem({
    zh: order === undefined ? "模拟支付宝里还没有交易" : `模拟支付宝里没有订单 ${order} 的交易`,
    en: order === undefined ? "the simulator has no trade yet" : `the simulator has no trade of order ${order}`,
    fixZh: "先从商店下单，打开收银台，再触发",
    fixEn: "order in the shop and open the cashier first",
  });
}

function problem(text: FailureText): CommandFailure {
  return new CommandFailure(exitCode.foundProblem, text);
}
