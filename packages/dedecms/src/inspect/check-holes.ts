// Each known hole of the stock plugin: open here or not.
import type { Finding } from "./inspection-finding.ts";
import type { Installation } from "./installation.ts";
import { type StockHole, stockHoles } from "./stock-holes.ts";

export function checkHoles(installation: Installation): Finding[] {
  return [keylessMethod(installation), ...stockHoles.map((hole) => holeFinding(hole, installation))];
}

function keylessMethod({ paymentFiles, plugin }: Installation): Finding {
  const keyless = paymentFiles.filter(({ code, settings }) => code !== "alipay" && !settings?.get("alipay_key"));
  const isOpen = keyless.length > 0 && plugin !== "drop-in";
  const paths = keyless.map(({ path }) => path).join(", ");
  return {
    id: "keyless-method-forges-payment",
    bugs: ["V1"],
    severity: isOpen ? "critical" : "note",
    state: isOpen ? "open" : "closed",
    certainty: isOpen && plugin === "stock" ? "seen" : "assumed",
    title: isOpen
      ? {
          zh: "不付款、不用密钥就能把订单改成已付：利用没有 alipay_key 的其他支付方式",
          en: "orders can be set to paid without paying and without a key, by way of another method's file which has no alipay_key",
        }
      : {
          zh: "「用其他支付方式伪造付款」现在不能用",
          en: "forging a payment by way of another method's file does not work at present",
        },
    ...(keyless.length > 0 && { proof: { zh: paths, en: paths } }),
    fix: isOpen
      ? [
          {
            zh: "立刻删除这些文件，或在每个的数组里加一项随机的 'alipay_key' => '…'（至少 32 位）；在后台再次保存那些支付方式会重新打开漏洞",
            en: "delete these files now, or add a random 'alipay_key' => '…' (32 characters or more) to each array; saving those methods again reopens the hole",
          },
        ]
      : [
          {
            zh:
              plugin === "drop-in"
                ? "原来的插件若随升级回来，漏洞会重新打开"
                : "后台保存一次银行汇款、货到付款或易宝就会打开",
            en:
              plugin === "drop-in"
                ? "it opens again if an upgrade brings the stock plugin back"
                : "it opens as soon as bank transfer, cash on delivery or YeePay is saved once in the back office",
          },
        ],
    dropIn: {
      zh: "堵上：付款只认网关签名的通知",
      en: "closes it: only the gateway's signed webhook marks an order paid",
    },
  };
}

function holeFinding(hole: StockHole, installation: Installation): Finding {
  const { plugin, encodings, confirmBlocked } = installation;
  const isBlocked = hole.bug === "V5" && confirmBlocked;
  const isOpen = encodings.has(hole.path) && !isBlocked && !(plugin === "drop-in" && hole.closedByDropIn);
  return {
    id: hole.id,
    bugs: [hole.bug],
    severity: isOpen ? hole.severity : "note",
    state: isOpen ? "open" : "closed",
    certainty: "assumed",
    title: hole.title,
    proof: isOpen
      ? {
          zh: `${hole.path} 存在；原版如此，没有检查是否改过`,
          en: `${hole.path} is there; so the stock code, whether it was changed was not checked`,
        }
      : plugin === "drop-in" && hole.closedByDropIn
        ? { zh: "接入文件已安装", en: "the drop-in is installed" }
        : isBlocked
          ? { zh: `${hole.path} 开头已有拦截的一行`, en: `the line which blocks it stands in ${hole.path}` }
          : { zh: `没有 ${hole.path}`, en: `${hole.path} does not exist` },
    fix: isOpen ? hole.fix : [],
    dropIn: hole.dropIn,
  };
}
