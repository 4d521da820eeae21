// What can't be known from here, and how it can be.
import type { InstallationFacts } from "./installation-facts.ts";
import type { UnknownThing } from "./installation-finding.ts";

export function unknownThings(facts: InstallationFacts): UnknownThing[] {
  const enabled = facts.accounts.filter(({ isDisabled }) => !isDisabled);
  const real = enabled.filter(({ environment }) => environment === "production");
  const notAsked = enabled.filter(({ id }) => !facts.asked.some(({ account }) => account === id));
  const isLive = facts.asked.length + facts.probedSites.length + facts.probedGateway.length > 0;
  const things: UnknownThing[] = [];
  if (notAsked.length > 0) {
    const names = notAsked.map(({ id }) => id).join(", ");
    things.push({
      what: { zh: `支付宝是否认可这些账户的密钥：${names}`, en: `whether Alipay recognises the keys of ${names}` },
      how: live,
    });
  }
  for (const { account, verdict } of facts.asked) {
    if (verdict !== "unknown") continue;
    things.push({
      what: {
        zh: `账户 ${account} 的密钥对不对：没有得到支付宝的明确答复`,
        en: `whether the keys of ${account} are right: Alipay gave no clear answer`,
      },
      how: { zh: "修好连接后再运行一次", en: "mend the connection and run it again" },
    });
  }
  if (facts.clockAheadMs === undefined) {
    things.push({
      what: { zh: "服务器时钟和支付宝差多少", en: "how far the clock is off Alipay's" },
      how: isLive ? { zh: "支付宝有应答时才能比较", en: "known once Alipay answers" } : live,
    });
  }
  const unprobed = facts.sites.filter(
    ({ id, isDisabled, webhookUrl }) =>
      !isDisabled && webhookUrl !== undefined && !facts.probedSites.some(({ site }) => site === id),
  );
  if (unprobed.length > 0) {
    const names = unprobed.map(({ id }) => id).join(", ");
    things.push({
      what: { zh: `这些站点现在怎样应答：${names}`, en: `how these sites answer now: ${names}` },
      how: live,
    });
  }
  if (real.length > 0) {
    const account = real[0]?.id ?? "";
    things.push({
      what: {
        zh: "收款产品在支付宝那边是否真的生效（没有无害的问法），以及支付宝从外网能不能到达通知地址",
        en: "whether the paying product is really open at Alipay (no harmless question tells), and whether Alipay reaches the notify address from outside",
      },
      how: {
        zh: `dedepay account try ${account} 用一分钱走完全程`,
        en: `dedepay account try ${account}: one cent, all the way`,
      },
    });
  }
  if (facts.backUp === undefined) {
    things.push({
      what: { zh: "数据库服务器有没有备份", en: "whether the database server is backed up" },
      how: { zh: "看 mariadb-dump 或 pg_dump 的任务", en: "look at your jobs of mariadb-dump or pg_dump" },
    });
  }
  return things;
}

const live = { zh: "dedepay doctor --live", en: "dedepay doctor --live" };
