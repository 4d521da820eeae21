// Calls which PHP 8 no longer has: where the host runs it, this generation of the CMS stops with a fatal error.
import { asIs, type Finding, openFinding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

export function checkPhp({ removedInPhp8 }: Installation): Finding[] {
  if (removedInPhp8.length === 0) return [];
  return [
    openFinding({
      id: "fatal-on-php8",
      bugs: [],
      severity: "warning",
      title: {
        zh: "程序用了 PHP 8 已去掉的写法：主机换到 PHP 8 后会整页报错",
        en: "the CMS uses what PHP 8 has removed: on PHP 8 its pages end in a fatal error",
      },
      proof: asIs(removedInPhp8.join("; ")),
      fix: [
        {
          zh: "在主机面板里把 PHP 固定在 7.4 或更低，或请开发者修补程序",
          en: "keep the host's PHP at 7.4 or below, or have the CMS patched",
        },
      ],
      dropIn: {
        zh: "接入文件能在 PHP 5.3 到 8.x 上运行；程序本身的问题不变",
        en: "the drop-in runs on PHP 5.3 to 8.x; the CMS itself stays as it is",
      },
    }),
  ];
}
