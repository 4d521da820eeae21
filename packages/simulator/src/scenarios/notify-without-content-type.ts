// A Content-Type without a charset.
import type { Scenario } from "./scenario.ts";

export const notifyWithoutContentType: Scenario = {
  name: "notify-without-content-type",
  title: { zh: "通知的 Content-Type 没有写编码", en: "A Content-Type without a charset" },
  expect: { zh: "按约定的编码读", en: "Read it in the charset agreed on" },
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({}, { contentType: "application/x-www-form-urlencoded" });
  },
};
