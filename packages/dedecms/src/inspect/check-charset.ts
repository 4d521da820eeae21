// The charset constant against the bytes of the files which are signed over or shown.
import type { Finding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";

export function checkCharset({ edition, encodings, plugin }: Installation): Finding[] {
  if (edition?.charset === undefined) return [unknownEdition(edition?.charsetConstant)];
  const { charset, version } = edition;
  const findings: Finding[] = [];
  const versionCharset = version?.includes("_UTF8") ? "utf-8" : version?.includes("_GBK") ? "gbk" : charset;
  const wrong = [...encodings].filter(([, encoding]) => encoding !== "ascii" && encoding !== charset);
  if (wrong.length > 0 || versionCharset !== charset) {
    const signs = plugin !== "drop-in" && wrong.some(([path]) => path === "include/payment/alipay.php");
    const list = wrong.map(([path, encoding]) => `${path}: ${encoding}`).join(", ");
    const seen = `$cfg_soft_lang = '${edition.charsetConstant}'${version === undefined ? "" : ` (${version})`}; ${list}`;
    findings.push({
      id: "charset-mismatch",
      bugs: ["C7"],
      severity: signs ? "critical" : "serious",
      state: "open",
      certainty: "seen",
      title: {
        zh: "字符集常量与文件的实际编码不一致，签名会出错（ILLEGAL_SIGN）或页面乱码",
        en: "the charset constant does not match the files' real bytes: ILLEGAL_SIGN, or garbled pages",
      },
      proof: { zh: seen, en: seen },
      fix: [
        {
          zh: "用同一版本（UTF-8 或 GBK）的原始文件覆盖编码不对的文件，不要在编辑器里改存编码",
          en: "overwrite the files named here with those of the same edition; do not convert them in an editor",
        },
      ],
      dropIn: {
        zh: "接入文件只含 ASCII，两个版本通用，标题由网关编码",
        en: "the drop-in is pure ASCII and fits both editions; the gateway encodes the subject",
      },
    });
  }
  return findings;
}

function unknownEdition(constant: string | undefined): Finding {
  return {
    id: "edition-unknown",
    bugs: [],
    severity: "warning",
    state: "open",
    certainty: "seen",
    title: {
      zh: "看不出是 UTF-8 版还是 GBK 版，字符集没有检查",
      en: "cannot tell the UTF-8 from the GBK edition; the charset was not checked",
    },
    proof: {
      zh: constant === undefined ? "include/common.inc.php 中没有 $cfg_soft_lang" : `$cfg_soft_lang = '${constant}'`,
      en: constant === undefined ? "no $cfg_soft_lang in include/common.inc.php" : `$cfg_soft_lang = '${constant}'`,
    },
    fix: [{ zh: "确认 include/common.inc.php 完整", en: "see that include/common.inc.php is complete" }],
    dropIn: { zh: "与此无关", en: "makes no difference" },
  };
}
