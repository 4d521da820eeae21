// What a ping's trouble means and what to do about it.
import type { BilingualText } from "../inspect/inspection-finding.ts";
import type { PingTrouble } from "./ping-site.ts";

export const pingTexts: Readonly<Record<PingTrouble, { readonly what: BilingualText; readonly fix: BilingualText }>> = {
  unreachable: {
    what: { zh: "网站没有回应", en: "the shop does not answer" },
    fix: {
      zh: "检查网址、域名解析和防火墙；从网关的机器上要能打开网站",
      en: "check the address, its DNS and firewalls: the gateway's machine must be able to open the shop",
    },
  },
  not_found: {
    what: { zh: "plus/dedepay.php 不在这个网址（404）", en: "plus/dedepay.php is not at this address (404)" },
    fix: {
      zh: "上传的位置或网址不对：它要放在网站 plus 文件夹里；网址可用 --site-url 指定",
      en: "it lies elsewhere, or the address is wrong: it belongs into the folder plus; --site-url names the address",
    },
  },
  redirected: {
    what: { zh: "网站跳转到了别的网址", en: "the shop redirects to another address" },
    fix: {
      zh: "用跳转后的网址（https、带或不带 www）作 --site-url：网关不跟随跳转",
      en: "use the address it leads to (https, with or without www) as --site-url: the gateway follows no redirects",
    },
  },
  not_configured: {
    what: { zh: "缺少 data/dedepay.config.php，或内容不完整", en: "data/dedepay.config.php is missing or incomplete" },
    fix: { zh: "重新上传这个文件（二进制模式）", en: "upload the file once more (binary mode)" },
  },
  not_signed: {
    what: {
      zh: "签名对不上：两边的密钥不同，或服务器时钟相差超过 300 秒",
      en: "the signature does not match: other keys, or clocks more than 300 s apart",
    },
    fix: {
      zh: "重新上传 data/dedepay.config.php；核对两台服务器的时间",
      en: "upload data/dedepay.config.php once more; compare the clocks of both servers",
    },
  },
  php_error: {
    what: { zh: "PHP 在运行时出错（5xx）", en: "PHP stops with an error (5xx)" },
    fix: {
      zh: "看主机的 PHP 错误日志；常见原因：没有 json 或 hash 扩展、文件没有传完整",
      en: "look into the host's PHP error log; common: no json or hash extension, a file cut short",
    },
  },
  not_ours: {
    what: { zh: "这个网址上回应的不是 dedepay.php", en: "something else than dedepay.php answers at this address" },
    fix: {
      zh: "可能是防火墙、CDN 验证页或主机的默认页：让 /plus/dedepay.php 直接通过",
      en: "maybe a firewall, a CDN's check or the host's default page: let /plus/dedepay.php through",
    },
  },
  incomplete: {
    what: { zh: "接入文件不完整，上传中断过", en: "the drop-in is incomplete; an upload stopped half-way" },
    fix: { zh: "把缺的文件再传一次（二进制模式）", en: "upload the missing file once more (binary mode)" },
  },
  other_files: {
    what: { zh: "网站上的接入文件与安装的不同", en: "the drop-in's files are not the ones which were installed" },
    fix: {
      zh: "再传一次这些文件；刚升级过 DedeCMS 的话，原插件回来了，漏洞又打开了，要马上处理",
      en: "upload these files once more; after an upgrade of DedeCMS the stock plugin is back and its holes are open: act at once",
    },
  },
  no_database: {
    what: { zh: "接入文件连不上网站的数据库", en: "the drop-in can't use the shop's database" },
    fix: {
      zh: "核对 data/common.inc.php；主机面板里打开 PHP 的 mysqli 扩展",
      en: "look at data/common.inc.php; switch PHP's mysqli on in the hosting panel",
    },
  },
};
