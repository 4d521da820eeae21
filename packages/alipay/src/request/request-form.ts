// A signed request as an HTML page that posts itself. The browser must send the very bytes that were
// signed: the page is in the request's charset, every special character is a character reference, and
// no button has a name (a named one would be sent as one more, unsigned field).

import { AlipayError } from "../alipay-error.ts";
import { encodeText } from "../charset.ts";
import { unmappableText } from "./percent-encoding.ts";
import { withQuery } from "./request-url.ts";
import type { SignedRequest } from "./signed-request.ts";

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};

export type RequestFormOptions = {
  /** Nonce of the page's Content-Security-Policy; the script carries it. */
  readonly nonce?: string;
};

/** Auto-submitting page in the request's charset, with a button for browsers without scripts; AlipayError where a browser would alter the bytes. */
export function requestForm(
  request: SignedRequest,
  options: RequestFormOptions = {},
): { html: Buffer<ArrayBuffer>; contentType: string } {
  const { charset, fields, endpoint } = request;
  const charsetName = fields.some(([name]) => name === "_input_charset") ? "_input_charset" : "charset";
  const action = withQuery(endpoint, `${charsetName}=${charset}`);
  const inputs = fields.map(([name, value]) => {
    assertSurvivesForm(name, value);
    const { unmappable } = encodeText(value, charset);
    if (unmappable.length > 0) throw unmappableText(name, charset, unmappable);
    return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
  });
  const nonce = options.nonce === undefined ? "" : ` nonce="${escapeHtml(options.nonce)}"`;
  // A field named "submit" would hide the form's own method, so it is taken from the prototype.
  const script = "HTMLFormElement.prototype.submit.call(document.forms[0])";
  const page = `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="${charset}"><meta name="viewport" content="width=device-width"><title>支付宝 Alipay</title></head>
<body>
<form method="post" action="${escapeHtml(action)}" accept-charset="${charset}">
${inputs.join("\n")}
<p>正在前往支付宝… Going to Alipay…</p>
<noscript><button type="submit">前往支付宝 Go to Alipay</button></noscript>
</form>
<script${nonce}>${script}</script>
</body>
</html>
`;
  return { html: encodeText(page, charset).bytes, contentType: `text/html; charset=${charset}` };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`\r\n\t]/gu, (character) => references[character] ?? character);
}

/** Browsers turn every line break of a form value into CRLF and NUL into U+FFFD: the signature would not fit what they send. */
function assertSurvivesForm(name: string, value: string): void {
  const rule = /\r(?!\n)|(?<!\r)\n/u.test(value) ? "line_break_not_crlf" : value.includes("\0") ? "nul" : undefined;
  if (rule === undefined) return;
  throw new AlipayError(
    "invalid_argument",
    `浏览器会改动这个值，签名将对不上 (a browser would not send the signed bytes) ${name}: ${rule}`,
    {
      violations: [{ field: name, rule }],
    },
  );
}
