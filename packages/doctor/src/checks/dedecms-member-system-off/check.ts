// DedeCMS refuses everything about payments while its member system is off; a fresh installation has it off.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

export const dedecmsMemberSystemOff: Check = {
  cause: "dedecms-member-system-off",
  advice: [
    {
      zh: "在“系统 → 系统基本参数 → 会员设置”里把“是否开启会员功能”设为“是”（$cfg_mb_open='Y'）",
      en: "Switch the member system on in the system settings ($cfg_mb_open='Y')",
    },
  ],
  examine(examination) {
    const off = examination.pieces("settings").some(({ values }) => values["cfg_mb_open"] === "N");
    if (!off) return saidObservation(examination, /系统关闭了会员功能/u);
    return {
      confidence: "proven",
      proof: { text: { zh: "设置里 $cfg_mb_open = 'N'", en: "The settings say $cfg_mb_open = 'N'" } },
    };
  },
};
