// A field nobody has heard of.
import type { Scenario } from "./scenario.ts";

export const notifyExtraField: Scenario = {
  name: "notify-extra-field",
  title: { zh: "通知里有没见过的字段", en: "A field nobody has heard of" },
  expect: { zh: "字段参与验签，照常处理", en: "It is part of the signed text; carry on" },
  play: ({ pay, notify }) => {
    pay("instant", { quietly: true });
    return notify({ brand_new_field: "新字段 + % &" });
  },
};
