// Which accounts a site may take money with: a live site only real ones, and nobody starts a payment with a disabled one.
import { DedepayError } from "@dedepay/errors";
import type { AccountRow } from "../../store/accounts.ts";
import type { SiteRow } from "../../store/sites.ts";

/** Throws 1010 where the account is disabled, or is none of production's and the site is live. */
export function assertAccountTakes(site: Pick<SiteRow, "id" | "mode" | "disabledAtMs">, account: AccountRow): void {
  if (site.disabledAtMs !== null) throw siteDisabled(site.id);
  if (account.disabledAtMs !== null) {
    throw new DedepayError(1010, {
      param: "account",
      owner: "merchant",
      detail: {
        zh: `支付宝账户 ${account.id} 已停用，不能发起新的付款`,
        en: `Account ${account.id} is disabled and starts no new payments`,
      },
      fix: [
        {
          zh: `改用别的账户，或用 dedepay account enable ${account.id} 重新启用`,
          en: `Use another account, or enable it again: dedepay account enable ${account.id}`,
        },
      ],
    });
  }
  assertEnvironmentFits(site, account);
}

/** Throws 1010: a live site hands out real goods and must not do so for play money. */
export function assertEnvironmentFits(
  site: Pick<SiteRow, "id" | "mode">,
  account: Pick<AccountRow, "id" | "environment">,
): void {
  if (site.mode !== "live" || account.environment === "production") return;
  throw new DedepayError(1010, {
    param: "account",
    owner: "merchant",
    detail: {
      zh: `站点 ${site.id} 是正式站点，只能用正式环境的账户；账户 ${account.id} 属于 ${account.environment}，收到的不是真钱`,
      en: `Site ${site.id} is live and takes production accounts only; account ${account.id} is of ${account.environment}, where no real money moves`,
    },
    fix: [
      {
        zh: `给站点换一个正式账户；演练请另建测试站点：dedepay site add --mode test`,
        en: `Give the site a production account; rehearse with a test site: dedepay site add --mode test`,
      },
    ],
    diagnosis: { cause: "sandbox-and-production-mixed" },
    extra: { site_mode: site.mode, environment: account.environment },
  });
}

function siteDisabled(siteId: string): DedepayError {
  return new DedepayError(1010, {
    owner: "merchant",
    detail: {
      zh: `站点 ${siteId} 已停用，不能发起新的付款`,
      en: `Site ${siteId} is disabled and starts no new payments`,
    },
    fix: [{ zh: `dedepay site enable ${siteId}`, en: `dedepay site enable ${siteId}` }],
  });
}
