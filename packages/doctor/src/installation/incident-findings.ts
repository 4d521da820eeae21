// What the gateway itself noticed and nobody has resolved, by cause.
import { beijingTime, formatYuan } from "@dedepay/alipay";
import { type BilingualText, loadPage } from "@dedepay/errors";
import type { CauseFacts, InstallationFacts } from "./installation-facts.ts";
import {
  type InstallationFinding,
  type InstallationSeverity,
  rehearsal,
  wholeInstallation,
} from "./installation-finding.ts";

const severities: Readonly<Record<CauseFacts["severity"], InstallationSeverity>> = {
  money: "money",
  attention: "broken",
  notice: "note",
};

export function incidentFindings({ causes }: InstallationFacts): InstallationFinding[] {
  return causes.map((one) => {
    const { cause, severity, title, incidents, payments, amountFen, lastSeenMs, findings, count, isReal } = one;
    const yuan = formatYuan(BigInt(amountFen));
    const last = beijingTime(lastSeenMs).slice(0, 16);
    const [best] = findings;
    return {
      ...{ name: cause, cause, title, severity: isReal ? severities[severity] : "note" },
      about: isReal ? wholeInstallation : rehearsal,
      // It happened; why it happened is the doctor's own word.
      confidence: "proven",
      proof: {
        zh: `${incidents} 个未解决的异常，共 ${count} 次，涉及 ${payments} 笔、${yuan} 元，最近 ${last} 北京时间${best?.proof === undefined ? "" : `；${best.proof.text.zh}`}`,
        en: `${incidents} open incidents, seen ${count} times, ${payments} payments, ${yuan} yuan, last at ${last} Beijing time${best?.proof === undefined ? "" : `; ${best.proof.text.en}`}`,
      },
      fix: [
        ...(best === undefined || best.confidence === "possible" ? pageFix(cause) : best.fix.slice(0, 2)),
        {
          zh: `逐条看：dedepay incident list --cause ${cause}`,
          en: `One by one: dedepay incident list --cause ${cause}`,
        },
      ],
    };
  });
}

/** What the page says to the site's owner. */
function pageFix(cause: string): BilingualText[] {
  const [zh, en] = (["zh", "en"] as const).map((lang) => {
    const page = loadPage("cause", cause, lang);
    return page?.kind === "cause" ? page.sections.find(({ name }) => name === "owner")?.text : undefined;
  });
  return zh === undefined || en === undefined ? [] : [{ zh, en }];
}
