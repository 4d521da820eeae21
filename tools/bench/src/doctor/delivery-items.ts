// What a shop's server answers to a notification, its log, and the settings file of DedeCMS: small texts with one thing wrong in each.
import type { Random } from "../random.ts";
import { randomOf } from "../random.ts";
import { bytesEvidence, type Item } from "./item.ts";
import { accountsOf, type Shop, shopOf } from "./shop.ts";

type Text = {
  readonly cause: string;
  readonly alsoRight?: readonly string[];
  readonly protocol?: "mapi" | "openapi";
  make(random: Random, shop: Shop): string;
};

function answer(status: string, body: string, headers: readonly string[] = []): string {
  const lines = ["content-type: text/html; charset=utf-8", ...headers, `content-length: ${Buffer.byteLength(body)}`];
  return `HTTP/1.1 ${status}\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}

function logLine(random: Random, status: number, bytes: number): string {
  const time = `2${random.below(9)}/May/2024:${10 + random.below(9)}:${10 + random.below(49)}:${10 + random.below(49)} +0800`;
  return `110.75.${128 + random.below(30)}.${random.below(250)} - - [${time}] "POST /alipay/notify.php HTTP/1.1" ${status} ${bytes} "-" "Mozilla/4.0"`;
}

/** A 200 whose body has another length than `success` is no accepted notification. */
const acceptedBytes = "success".length;

function log(status: number): (random: Random) => string {
  return (random) =>
    Array.from({ length: 3 + random.below(5) }, () =>
      logLine(random, status, status === 200 ? acceptedBytes : random.below(900)),
    ).join("\n");
}

const page = (title: string, text: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head><body><p>${text}</p></body></html>`;

function settings(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `'${name}' => '${value}'`);
  return `<?php\r\n$payment=array(${pairs.join(",")})\r\n?>\r\n`;
}

const goodSettings = (shop: Shop): Record<string, string> => ({
  code: "alipay",
  alipay_account: shop.email,
  alipay_key: shop.md5Key,
  alipay_partner: shop.pid,
  alipay_pay_method: "2",
});

const texts: readonly Text[] = [
  { cause: "notify-reply-not-success", make: () => answer("200 OK", "\uFEFFsuccess") },
  { cause: "notify-reply-not-success", make: () => answer("200 OK", "\n\nsuccess") },
  {
    cause: "notify-reply-not-success",
    make: (random) => answer("200 OK", random.pick(["SUCCESS", "ok", "true", "Success"])),
  },
  { cause: "notify-reply-not-success", make: () => answer("200 OK", page("支付成功", "支付成功！")) },
  {
    cause: "notify-reply-not-success",
    make: () =>
      answer("200 OK", "<br />\n<b>Notice</b>: Undefined index: trade_no in notify.php on line 12<br />\nsuccess"),
  },
  {
    cause: "notify-url-redirects",
    make: (_, shop) => answer("301 Moved Permanently", "", [`location: https://${shop.host}/alipay/notify.php`]),
  },
  {
    cause: "notify-blocked-by-login-or-csrf",
    alsoRight: ["notify-url-redirects"],
    make: (_, shop) => answer("302 Found", "", [`location: http://${shop.host}/member/login.php`]),
  },
  {
    cause: "notify-blocked-by-login-or-csrf",
    make: () => answer("419 unknown status", page("Page Expired", "419 | Page Expired")),
  },
  {
    cause: "notify-blocked-by-login-or-csrf",
    make: () => answer("403 Forbidden", page("403 Forbidden", "CSRF verification failed. Request aborted.")),
  },
  {
    cause: "notify-blocked-by-firewall-or-cdn",
    make: () =>
      answer(
        "403 Forbidden",
        page("Just a moment...", "Checking your browser before accessing. Cloudflare Ray ID: 7d1a"),
        ["server: cloudflare", "cf-ray: 7d1a2b"],
      ),
  },
  {
    cause: "notify-blocked-by-firewall-or-cdn",
    make: () => answer("405 Not Allowed", page("405", "您的访问被阻断 云盾 errors.aliyun.com"), ["server: Tengine"]),
  },
  { cause: "notify-url-redirects", make: log(301) },
  { cause: "notify-blocked-by-login-or-csrf", make: log(419) },
  { cause: "notify-url-not-reachable", make: log(404) },
  { cause: "dedecms-settings-destroyed", protocol: "mapi", make: () => settings({ code: "alipay" }) },
  {
    cause: "key-with-white-space",
    protocol: "mapi",
    make: (random, shop) =>
      settings({ ...goodSettings(shop), alipay_key: random.pick([`${shop.md5Key} `, ` ${shop.md5Key}`]) }),
  },
  {
    cause: "key-with-white-space",
    protocol: "mapi",
    make: (random, shop) =>
      settings({ ...goodSettings(shop), alipay_partner: random.pick([` ${shop.pid}`, `${shop.pid}\t`]) }),
  },
  {
    cause: "sample-credentials-in-use",
    protocol: "mapi",
    make: () =>
      settings({
        code: "alipay",
        alipay_account: "yuan12345xin@163.com",
        alipay_key: "dsfsdf",
        alipay_partner: "1",
        alipay_pay_method: "1",
      }),
  },
  {
    cause: "credentials-in-wrong-places",
    protocol: "mapi",
    make: (_, shop) => settings({ ...goodSettings(shop), alipay_partner: shop.email, alipay_account: shop.pid }),
  },
  {
    cause: "credentials-in-wrong-places",
    protocol: "mapi",
    make: (_, shop) => settings({ ...goodSettings(shop), alipay_partner: shop.md5Key, alipay_key: shop.pid }),
  },
  {
    cause: "credentials-in-wrong-places",
    protocol: "mapi",
    make: (_, shop) => settings({ ...goodSettings(shop), alipay_partner: shop.appId }),
  },
  {
    cause: "key-in-wrong-case",
    protocol: "mapi",
    make: (_, shop) => settings({ ...goodSettings(shop), alipay_key: shop.md5Key.toUpperCase() }),
  },
];

/** The delivery item of this number. */
export function deliveryItem(seed: string, number: number): Item | undefined {
  const text = texts[number % texts.length];
  if (text === undefined) return undefined;
  const random = randomOf(seed);
  const shop = shopOf(random);
  const bytes = text.make(random, shop);
  const isSettings = bytes.startsWith("<?php");
  return {
    id: seed,
    family: "delivery",
    protocol: text.protocol ?? random.pick(["mapi", "openapi"] as const),
    maker: "text",
    withKeys: !isSettings,
    labels: [[text.cause, ...(text.alsoRight ?? [])]],
    recipe: JSON.stringify(bytes.slice(0, 60)),
    evidence: bytesEvidence(bytes),
    context: isSettings ? {} : { accounts: accountsOf(shop) },
  };
}

/** A healthy one: the exact answer, an accepted log, settings in order. */
export function healthyTextItem(seed: string): Item {
  const random = randomOf(seed);
  const shop = shopOf(random);
  const bytes = random.pick([answer("200 OK", "success"), log(200)(random), settings(goodSettings(shop))]);
  return {
    id: seed,
    family: "healthy",
    protocol: "mapi",
    maker: "text",
    withKeys: true,
    labels: [],
    recipe: JSON.stringify(bytes.slice(0, 40)),
    evidence: bytesEvidence(bytes),
    context: { accounts: accountsOf(shop) },
  };
}
