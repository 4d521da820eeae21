// DedeCMS' stock plugin uses functions which PHP 8 no longer has.
import type { Check } from "../../check.ts";
import { saidObservation } from "../said-observation.ts";

const said =
  /Call to undefined function (?:get_magic_quotes_gpc|mysql_connect|each|ereg|split|create_function)\b|Unparenthesized `a \? b|Array and string offset access syntax with curly braces|carbuyaction\.php[^\n]{0,200}(?:Fatal|TypeError)|(?:Fatal error|TypeError)[^\n]{0,300}(?:payment\/alipay\.php|carbuyaction\.php)/iu;

export const dedecmsPluginFatalOnPhp8: Check = {
  cause: "dedecms-plugin-fatal-on-php8",
  advice: [
    {
      zh: "用 dedepay 的替换插件（alipay_dropin.php）覆盖 include/payment/alipay.php，或把站点放回 PHP 7.4 以下",
      en: "Put dedepay's drop-in in the place of include/payment/alipay.php, or run the site on PHP 7.4 or older",
    },
  ],
  examine: (examination) => saidObservation(examination, said),
};
