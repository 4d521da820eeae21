// Calls of our PHP functions and what they must answer, the same on every PHP: each a function's name with its arguments.
export type PhpCall = readonly [name: string, ...values: unknown[]];

const secret = "secret of the test site";

export const phpVectors: readonly (readonly [PhpCall, unknown])[] = [
  // The published vector of docs/site-api.md.
  [
    ["dedepay_request_signature", secret, "GET", "/v1/payments", "order_no=S-1", "1767323045", ""],
    "v1=6bf89a21b5195a88250dc4a2315dd53767d4a916b83b36cb0803001300e0c56a",
  ],
  [["dedepay_same", "0e1", "0e1"], true],
  [["dedepay_same", "0e1", "0e2"], false],
  // Equal for a loose comparison (V7).
  [["dedepay_same", "0e1", "0"], false],
  [["dedepay_same", "", null], false],
  [["dedepay_same_as_one", "v1=a", "v1=a"], true],
  [["dedepay_same_as_one", "v1=a", "v1=b,v1=a"], true],
  [["dedepay_same_as_one", "v1=a", "v1=a,v1=b"], true],
  [["dedepay_same_as_one", "v1=a", "v1=b,v1=c"], false],
  [["dedepay_same_as_one", "v1=a", ""], false],
  [["dedepay_same_as_one", "v1=a", null], false],
  [["dedepay_is_fresh", "1000", 1300], true],
  [["dedepay_is_fresh", "1000", 1301], false],
  [["dedepay_is_fresh", "1e3", 1000], false],
  [["dedepay_is_fresh", "1000\n", 1000], false],
  [["dedepay_is_fresh", null, 0], false],
  [["dedepay_order_kind", "S-P1795372888RN609"], "goods"],
  [["dedepay_order_kind", "M7T1795373629RN593"], "member"],
  [["dedepay_order_kind", "S-P1795372888RN609' OR 1=1"], null],
  [["dedepay_order_kind", "S-P1795372888RN609\n"], null],
  [["dedepay_order_kind", "xS-P1795372888RN609"], null],
  [["dedepay_order_kind", ["S-P1795372888RN609"]], null],
  [["dedepay_is_safe_address", "https://pay.example.com"], true],
  [["dedepay_is_safe_address", "https://pay.example.com:8443/pay"], true],
  [["dedepay_is_safe_address", "http://127.0.0.1:8080"], true],
  [["dedepay_is_safe_address", "http://pay.example.com"], false],
  [["dedepay_is_safe_address", "http://127.0.0.1.example.com"], false],
  [["dedepay_is_safe_address", "http://localhost@example.com/"], false],
  [["dedepay_is_safe_address", "https://user:word@example.com"], false],
  [["dedepay_is_safe_address", "ftp://example.com"], false],
  [["dedepay_unix_time", "2026-01-01T04:00:00.000Z"], 1_767_240_000],
  [["dedepay_unix_time", "2026-01-01 04:00:00"], null],
  [["dedepay_days_left", { exptime: 10, uptime: 1000 }, 1000 + 4 * 86_400 + 60], 6],
  [["dedepay_days_left", { exptime: 10, uptime: 1000 }, 999], 10],
  [["dedepay_days_left", { exptime: 10, uptime: 1000 }, 1000 + 11 * 86_400], 0],
  [["dedepay_days_left", { exptime: 0, uptime: 1000 }, 2000], 0],
  [["dedepay_entities", '<a href="支">😀'], "&lt;a href=&quot;&#25903;&quot;&gt;&#128512;"],
  [["dedepay_unchunked", "4;x=1\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n"], "abcdef"],
  [["dedepay_json", { amount_fen: 9_999_999_999 }, { a: "b/支" }], '{"amount_fen":9999999999,"a":"b\\/\\u652f"}'],
];
