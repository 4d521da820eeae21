// Marks in the set of fields: names which nobody at Alipay uses, empty values, fields that a form throws away, a value cut
// off at a quote.
import type { SignedMessage } from "../evidence/signed-message.ts";
import { isAlipayName } from "../signature/alipay-names.ts";
import { brokenJsonFields } from "./json-fields.ts";
import type { Trace } from "./trace.ts";

const maxForeign = 12;
// What routers, sessions, statistics and form tokens add; Alipay has no field of these names.
const ofFrameworks =
  /^(?:_url|s|r|q|route|controller|action|act|method_?name|m|c|a|mod|do|dopost|code|_token|_csrf|csrf\w*|csrfmiddlewaretoken|__RequestVerificationToken|PHPSESSID|JSESSIONID|sid|session_?id|spm|utm_\w+|from|lang|debug|XDEBUG\w*|\w*submit\w*|\w*button\w*|btn\w*)$/iu;

const alwaysSent = {
  mapi: ["notify_time", "notify_type", "notify_id", "trade_no", "trade_status"],
  openapi: [
    ...["app_id", "charset", "version", "notify_time", "notify_type", "notify_id"],
    ...["trade_no", "out_trade_no", "trade_status"],
  ],
};
// What has fewer is a piece that somebody copied out of a notification.
const fewestFields = 8;

/** Fields which Alipay does not know. */
export function foreignFieldTrace(message: SignedMessage): Trace | undefined {
  const foreign = message.fields.filter(({ name, button }) => button || !isAlipayName(name, message));
  const names = [...new Set(foreign.map(({ name }) => name))];
  if (names.length === 0 || names.length > maxForeign) return undefined;
  const list = names.join(", ");
  const button = foreign.find((field) => field.button)?.name;
  const text =
    message.role === "request"
      ? { zh: `${list} 不是这个接口的参数`, en: `${list}: no parameter of this interface` }
      : { zh: `${list} 不是支付宝通知里的字段`, en: `${list}: no field of Alipay's notifications` };
  const strong = message.role !== "request" && foreign.some(({ name }) => ofFrameworks.test(name));
  if (button === undefined) {
    const exact =
      message.role === "request"
        ? {
            zh: `不要发送 ${list}；必须发送就在签名之前加进参数表`,
            en: `Do not send ${list}, or add it before signing`,
          }
        : { zh: `验签之前从参数里去掉 ${list}`, en: `Take ${list} out of the fields before verifying` };
    return { strong, text, exact };
  }
  return {
    strong: false,
    text,
    exact: {
      zh: `删掉提交按钮的 name="${button}"，浏览器就不会把它一起提交`,
      en: `Delete name="${button}" of the submit button, and the browser no longer posts it`,
    },
  };
}

/** The same, of requests only. */
export function requestFieldTrace(message: SignedMessage): Trace | undefined {
  return message.role === "request" ? foreignFieldTrace(message) : undefined;
}

/** A request that holds empty values: Alipay leaves them out of its text. */
export function emptyValueTrace(message: SignedMessage): Trace | undefined {
  if (message.role !== "request") return undefined;
  const names = message.fields.filter(({ name, value }) => name !== "sign" && value === "").map(({ name }) => name);
  if (names.length === 0) return undefined;
  const list = names.join(", ");
  return {
    strong: false,
    text: {
      zh: `请求里带着空的 ${list}：支付宝验签时会去掉空值`,
      en: `The request carries empty ${list}: Alipay drops empty values before it verifies`,
    },
    exact: {
      zh: `${list} 没有值就不要签名、也不要发送`,
      en: `Neither sign nor send ${list} while there is no value for it`,
    },
  };
}

/** A form that sends by GET, whose action has a query of its own. */
export function lostFieldTrace({ lostFields = [] }: SignedMessage): Trace | undefined {
  if (lostFields.length === 0) return undefined;
  const list = lostFields.map(({ name }) => name).join(", ");
  return {
    strong: true,
    text: {
      zh: `表单用 GET 提交，浏览器会丢掉 action 里的 ${list}`,
      en: `The form sends by GET, and a browser drops ${list} of its action`,
    },
    exact: {
      zh: `把表单改成 method="post"，或把 ${list} 写成隐藏字段`,
      en: `Let the form use method="post", or make ${list} a hidden field`,
    },
  };
}

/** A notification without a field that Alipay always sends. */
export function absentFieldTrace(message: SignedMessage): Trace | undefined {
  const { role, protocol, fields } = message;
  const values = new Map(fields.map(({ name, value }) => [name, value]));
  const type = values.get("notify_type") ?? "trade_status_sync";
  if (role !== "notification" || type !== "trade_status_sync" || (values.get("sign") ?? "") === "") return undefined;
  const absent = alwaysSent[protocol].filter((name) => !values.has(name));
  if (absent.length === 0 || fields.length < fewestFields) return undefined;
  const list = absent.join(", ");
  return {
    strong: false,
    text: {
      zh: `通知里没有 ${list}，而支付宝的通知总带着它：验签前就丢了`,
      en: `The notification lacks ${list}, which Alipay always sends: it was lost before it was verified`,
    },
    exact: {
      zh: `验签要用收到的全部字段：不要先按名单挑选，也不要只记录一部分（缺 ${list}）`,
      en: `Verify over all fields as they came, not over a chosen few (${list} is missing)`,
    },
  };
}

/** JSON that ends in the middle, as a quote of a form's attribute cuts it. */
export function cutValueTrace(message: SignedMessage): Trace | undefined {
  const inSource = message.fields.find(({ uncut }) => uncut !== undefined);
  if (inSource !== undefined) {
    return {
      strong: true,
      text: {
        zh: `${inSource.name} 的值里有引号，浏览器在那里就截断了`,
        en: `A quote inside the value of ${inSource.name} ends the attribute: a browser cuts it there`,
      },
    };
  }
  const cut = brokenJsonFields(message).find(({ value }) => endsInside(value));
  if (cut === undefined) return undefined;
  const end = cut.value.slice(-12).replace(/[^\x20-\x7e]+/gu, "…");
  return {
    strong: true,
    text: {
      zh: `${cut.name} 的 JSON 到 “${end}” 就断了：值里的引号截断了表单属性`,
      en: `The JSON of ${cut.name} breaks off at “${end}”: a quote inside the value ended the form's attribute`,
    },
  };
}

// An object that begins well and stops inside a string, or right behind its first brace.
function endsInside(value: string): boolean {
  if (/^\s*[{[]\s*$/u.test(value)) return true;
  if (!/^\s*[{[]\s*["[{]/u.test(value)) return false;
  const strings = value.match(/"(?:[^"\\]|\\.)*"/gsu) ?? [];
  const rest = value.replace(/"(?:[^"\\]|\\.)*"/gsu, "");
  return strings.length > 0 && (rest.includes('"') || !/[}\]]\s*$/u.test(rest));
}
