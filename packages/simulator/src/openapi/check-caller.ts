// The first checks of an OpenAPI v2 call: the application before everything else, then what is needed to check the
// signature, then the signature, then the other public parameters.

import type { ReadFields } from "../wire/read-fields.ts";
import type { Simulation } from "../world/simulation.ts";
import type { OpenapiApp } from "../world/world.ts";
import { certificateSerials } from "./certificate-serials.ts";
import { type OpenapiRefusal, openapiRefuse } from "./openapi-refusal.ts";
import { type OpenapiSignType, openapiSignatureHolds, requestSignedText } from "./signed-text.ts";

export interface CallerFinding {
  app: OpenapiApp | undefined;
  signType: OpenapiSignType;
  signedText: string | undefined;
  signature: "verified" | "wrong" | "missing" | "unchecked";
  refusal: OpenapiRefusal | undefined;
}

/** Who calls, and whether the call may be read on. */
export function checkCaller(simulation: Simulation, read: ReadFields): CallerFinding {
  const found: CallerFinding = {
    app: undefined,
    signType: "RSA",
    signedText: undefined,
    signature: "unchecked",
    refusal: undefined,
  };
  const app = findApp(simulation, read.fields.get("app_id") ?? "");
  if ("code" in app) return { ...found, refusal: app };
  found.app = app;
  const type = read.fields.get("sign_type") ?? "";
  // Absent, the gateway assumes RSA, whatever the application is set to.
  if (type !== "" && type !== "RSA" && type !== "RSA2") {
    return {
      ...found,
      refusal: openapiRefuse("40002", "isv.invalid-signature-type", {
        zh: `sign_type=${type.slice(0, 20)} 不受支持，只能是 RSA2 或 RSA。`,
        en: `sign_type=${type.slice(0, 20)} is not supported; it is RSA2 or RSA.`,
      }),
    };
  }
  found.signType = type === "RSA2" ? "RSA2" : "RSA";
  const refusal =
    checkCharset(read) ?? checkCertificates(app, read) ?? checkSignature(simulation, found, { app, read });
  return { ...found, refusal: refusal ?? checkPublicFields(simulation, read) };
}

function findApp(simulation: Simulation, appId: string): OpenapiApp | OpenapiRefusal {
  if (appId === "") {
    return openapiRefuse("40001", "isv.missing-app-id", { zh: "没有传 app_id。", en: "The app_id is missing." });
  }
  const app = simulation.accounts.app(appId);
  if (app === undefined) {
    const isPid = simulation.accounts.isSeller(appId);
    return openapiRefuse("40002", "isv.invalid-app-id", {
      zh: isPid
        ? "app_id 里填的是 2088 开头的 PID，不是应用的 APPID。"
        : `没有 app_id 为 ${appId.slice(0, 40)} 的应用。`,
      en: isPid
        ? "The app_id field holds a PID (2088…), not an app_id."
        : `There is no application ${appId.slice(0, 40)}.`,
    });
  }
  if (app.status === "inactive") {
    return openapiRefuse("40003", "isv.not-online-app", {
      zh: "应用还没有上线。",
      en: "The application is not online.",
    });
  }
  return app;
}

function checkCharset(read: ReadFields): OpenapiRefusal | undefined {
  if (read.charsetKnown) return undefined;
  return openapiRefuse("40002", "isv.invalid-charset", {
    zh: `charset=${(read.declared ?? "").slice(0, 20)} 不受支持，只能是 utf-8 或 gbk。`,
    en: `charset=${(read.declared ?? "").slice(0, 20)} is not supported; it is utf-8 or gbk.`,
  });
}

function checkCertificates(app: OpenapiApp, read: ReadFields): OpenapiRefusal | undefined {
  const serials = certificateSerials(app);
  if (serials === undefined) return undefined;
  const given = read.fields.get("app_cert_sn") ?? "";
  if (given === "") {
    return openapiRefuse("40001", "isv.missing-app-cert-sn", {
      zh: "应用是证书模式，请求没有带 app_cert_sn。",
      en: "The application is in certificate mode; app_cert_sn is missing.",
    });
  }
  if (given !== serials.app) {
    return openapiRefuse("40002", "isv.app-cert-not-exist", {
      zh: `app_cert_sn 应为 ${serials.app}，收到 ${given.slice(0, 64)}。`,
      en: `app_cert_sn should be ${serials.app}, received ${given.slice(0, 64)}.`,
    });
  }
  const root = read.fields.get("alipay_root_cert_sn") ?? "";
  if (root === "") {
    return openapiRefuse("40001", "isv.missing-alipay-root-cert-sn", {
      zh: "证书模式的请求没有带 alipay_root_cert_sn。",
      en: "A request in certificate mode needs alipay_root_cert_sn.",
    });
  }
  if (root === serials.alipayRoot) return undefined;
  return openapiRefuse("40002", "isv.invalid-alipay-root-cert-sn", {
    zh: `alipay_root_cert_sn 应为 ${serials.alipayRoot}，收到 ${root.slice(0, 80)}。`,
    en: `alipay_root_cert_sn should be ${serials.alipayRoot}, received ${root.slice(0, 80)}.`,
  });
}

function checkSignature(
  simulation: Simulation,
  found: CallerFinding,
  o: { app: OpenapiApp; read: ReadFields },
): OpenapiRefusal | undefined {
  const { app, read } = o;
  const signature = read.fields.get("sign") ?? "";
  const signedText = requestSignedText(read.fields);
  found.signedText = signedText;
  if (signature === "") {
    found.signature = "missing";
    return openapiRefuse("40001", "isv.missing-signature", { zh: "没有传 sign。", en: "The sign is missing." });
  }
  const publicKey = simulation.accounts.keys(app).merchantPublicKey;
  if (publicKey === undefined || (found.signType === "RSA" && app.signType === "RSA2")) {
    return openapiRefuse("40003", "isv.missing-signature-config", {
      zh: `应用没有配置 ${found.signType} 的公钥${read.fields.has("sign_type") ? "" : "（没有传 sign_type，按 RSA 处理）"}。`,
      en: `No public key is configured for ${found.signType}${read.fields.has("sign_type") ? "" : " (sign_type is missing, RSA is assumed)"}.`,
    });
  }
  const holds = openapiSignatureHolds(signedText, signature, {
    signType: found.signType,
    charset: read.charset,
    publicKey,
  });
  found.signature = holds ? "verified" : "wrong";
  if (holds) return undefined;
  const refusal = openapiRefuse("40002", "isv.invalid-signature", {
    zh: "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配",
    en: `The signature does not hold under the application's public key (${found.signType}, ${read.charset}).`,
  });
  return { ...refusal, echo: signedText };
}

function checkPublicFields(simulation: Simulation, read: ReadFields): OpenapiRefusal | undefined {
  const missing = (name: string): OpenapiRefusal =>
    openapiRefuse("40001", `isv.missing-${name}`, { zh: `没有传 ${name}。`, en: `${name} is missing.` });
  const { fields } = read;
  if ((fields.get("method") ?? "") === "") return missing("method");
  if ((fields.get("version") ?? "") === "") return missing("version");
  const format = fields.get("format") ?? "";
  if (format !== "" && format.toUpperCase() !== "JSON") {
    return openapiRefuse("40002", "isv.invalid-format", { zh: "format 只能是 JSON。", en: "format can only be JSON." });
  }
  const timestamp = fields.get("timestamp") ?? "";
  if (timestamp === "") return missing("timestamp");
  return checkTimestamp(simulation, timestamp) ?? refuseAuthToken(fields.get("app_auth_token") ?? "");
}

/** Nobody has authorised a service provider here, so every token is one which Alipay does not know. */
export function refuseAuthToken(token: string): OpenapiRefusal | undefined {
  if (token === "") return undefined;
  return openapiRefuse("20001", "aop.invalid-app-auth-token", {
    zh: "app_auth_token 无效：模拟器里没有服务商授权，自己的应用不要传它。",
    en: "The app_auth_token is not valid: there are no service providers here; an application of one's own sends none.",
  });
}

function checkTimestamp(simulation: Simulation, timestamp: string): OpenapiRefusal | undefined {
  const toleranceMs = simulation.switches.timestampToleranceMinutes * 60_000;
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(timestamp);
  const ms = Date.parse(`${timestamp.replace(" ", "T")}+08:00`);
  if (!isTime || Number.isNaN(ms)) {
    return openapiRefuse("40002", "isv.invalid-timestamp", {
      zh: "timestamp 格式应为 yyyy-MM-dd HH:mm:ss（北京时间）。",
      en: "timestamp must read yyyy-MM-dd HH:mm:ss, in Beijing time.",
    });
  }
  if (toleranceMs === 0 || simulation.clock.distanceMs(ms) <= toleranceMs) return undefined;
  return openapiRefuse("40002", "isv.invalid-timestamp", {
    zh: `timestamp 与网关时间相差超过 ${toleranceMs / 60_000} 分钟。`,
    en: `timestamp is more than ${toleranceMs / 60_000} minutes off.`,
  });
}
