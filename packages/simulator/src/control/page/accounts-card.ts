// Where to point a client, and with which keys: one account after the other, folded.
import { bilingual, type Html, html } from "../../cashier/html.ts";
import { credentialsOf } from "../../world/credentials-of.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { Account } from "../../world/world.ts";
import type { Endpoints } from "../control-options.ts";

export function accountsCard(simulation: Simulation, { mapiEndpoint, openapiEndpoint, url }: Endpoints): Html {
  return html`<section class="card"><h2>${bilingual("网关地址和账户", "Gateways and accounts")}</h2>
<dl><dt>${bilingual("老接口", "MAPI")}</dt><dd><code>${mapiEndpoint}</code></dd>
<dt>${bilingual("开放平台", "OpenAPI")}</dt><dd><code>${openapiEndpoint}</code></dd>
<dt>${bilingual("开放平台 v3", "OpenAPI v3")}</dt><dd><code>${url}</code></dd></dl>
<p class="hint">${bilingual("密钥只在这里有用，可以放心复制；一步配好：", "The keys are worth nothing anywhere else; in one step:")} <code>dedepay simulate --print-env</code></p>
${simulation.world.accounts.map(account)}</section>`;
}

function account(one: Account): Html {
  const rows = Object.entries(credentialsOf(one)).flatMap(([name, value]): Html[] =>
    typeof value === "string" ? [html`<tr><th>${name}</th><td><code>${value}</code></td></tr>`] : [],
  );
  const certificates =
    one.protocol === "openapi" && one.certificates !== undefined
      ? Object.entries(one.certificates).map(
          ([name, pem]) => html`<tr><th>${`certificates.${name}`}</th><td><pre>${pem}</pre></td></tr>`,
        )
      : [];
  return html`<details><summary>${one.label} <code>${one.id}</code></summary><table>${rows}${certificates}</table></details>`;
}
