// How a try to tell a site ended, in words: the one word that is kept with it, for whoever has to mend the site.
import type { BilingualText } from "@dedepay/errors";
import { failureText } from "../../network-failure.ts";

/** Undefined for a word of the site's or the adapter's own: its incident explains it. */
export function explainTry(word: string): BilingualText | undefined {
  const [, status] = /^http_(\d{3})$/.exec(word) ?? [];
  if (status !== undefined) return statusText(Number(status));
  const [, adapter] = /^no_adapter:(.+)$/.exec(word) ?? [];
  if (adapter !== undefined) {
    return {
      zh: `站点用的通知方式“${adapter}”在这个网关进程里没有启用`,
      en: `The site uses the way "${adapter}", with which this process was not started`,
    };
  }
  const [, trouble = ""] = /^database_([a-z]+):\w+$/.exec(word) ?? [];
  if (Object.hasOwn(databaseTexts, trouble)) return databaseTexts[trouble];
  return word === "no_webhook_url" ? noWebhookUrl : failureText(word);
}

/** Of a way of telling that enters the site's own database. */
const databaseTexts: Readonly<Record<string, BilingualText>> = {
  unreachable: {
    zh: "连不上网站的数据库：dedepay dedecms check-db 站点",
    en: "The site's database does not answer: dedepay dedecms check-db SITE",
  },
  denied: {
    zh: "网站的数据库拒绝了用户或密码：dedepay dedecms check-db 站点",
    en: "The site's database refuses the user or the password: dedepay dedecms check-db SITE",
  },
  refused: {
    zh: "网站的数据库没有执行语句，多半是缺权限或缺表：dedepay dedecms check-db 站点",
    en: "The site's database refused a statement, mostly for want of a right or a table: dedepay dedecms check-db SITE",
  },
  broken: {
    zh: "和网站数据库的连接中途断开，会从表里看出做到了哪一步再继续",
    en: "The connection to the site's database broke; the next try tells from the rows how far it came",
  },
};

const noWebhookUrl: BilingualText = {
  zh: "站点没有通知地址：dedepay site set <site> --webhook-url",
  en: "The site has no webhook address: dedepay site set <site> --webhook-url",
};

function statusText(status: number): BilingualText {
  if (status === 401 || status === 403) {
    return {
      zh: "网站不接受签名（通知密钥不对），或者被防火墙页面挡住",
      en: "The site takes another webhook secret, or a firewall's page is in the way",
    };
  }
  if (status >= 300 && status < 400) {
    return {
      zh: "通知地址会跳转，网关不跟随；请登记跳转之后的地址",
      en: "The address redirects, which is not followed: register the address that it leads to",
    };
  }
  if (status === 404 || status === 405 || status === 410) {
    return { zh: "网站上没有这个通知地址", en: "There is no such address at the site" };
  }
  if (status >= 500) return { zh: "网站程序出错，看它的错误日志", en: "The site's program failed: see its error log" };
  return { zh: "网站没有收下，看它的应答", en: "The site did not take it: see its answer" };
}
