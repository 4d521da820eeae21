// A field with an empty value.
import type { Scenario } from "./scenario.ts";

export const notifyEmptyField: Scenario = {
  name: "notify-empty-field",
  title: { zh: "通知里有空值字段", en: "A field with an empty value" },
  expect: { zh: "照常验签", en: "Verify as usual" },
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({ extra_empty: "" });
  },
};
