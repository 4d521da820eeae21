// Who makes a v3 call, and whether its signature holds: the Authorization header over method, address and body.
import { verify } from "node:crypto";
import type { GatewayRequest } from "../../wire/gateway-request.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { OpenapiApp } from "../../world/world.ts";
import { certificateSerials } from "../certificate-serials.ts";
import { type OpenapiRefusal, openapiRefuse } from "../openapi-refusal.ts";
import { readAuthorization, type V3Authorization } from "./authorization.ts";

export interface V3Caller {
  app: OpenapiApp | undefined;
  signedText: string | undefined;
  signature: "verified" | "wrong" | "missing" | "unchecked";
  refusal: OpenapiRefusal | undefined;
}

export function checkV3Caller(simulation: Simulation, request: GatewayRequest): V3Caller {
  const authorization = readAuthorization(request.header("authorization"));
  const stop = (refusal: OpenapiRefusal, part: Partial<V3Caller> = {}): V3Caller => ({
    app: undefined,
    signedText: undefined,
    signature: "unchecked",
    ...part,
    refusal,
  });
  // Without an Authorization header the real gateway misses the timestamp first.
  const timestamp = authorization?.values.get("timestamp") ?? "";
  if (authorization === undefined || timestamp === "") return stop(missing("timestamp"), { signature: "missing" });
  const appId = authorization.values.get("app_id") ?? "";
  if (appId === "") return stop(missing("app-id"));
  const app = simulation.accounts.app(appId);
  if (app === undefined || app.status === "inactive") {
    return stop(
      openapiRefuse("40002", "isv.invalid-app-id", {
        zh: `没有 app_id 为 ${appId.slice(0, 40)} 的应用，或没有上线。`,
        en: `There is no application ${appId.slice(0, 40)}, or it is not online.`,
      }),
    );
  }
  const refusal = checkTimestamp(simulation, timestamp) ?? checkSerials(app, authorization, request);
  if (refusal !== undefined) return stop(refusal, { app });
  return checkSignature(simulation, request, { app, authorization });
}

function missing(name: string): OpenapiRefusal {
  return openapiRefuse("40001", `isv.missing-${name}`, {
    zh: `Authorization 头里没有 ${name}。`,
    en: `The Authorization header has no ${name}.`,
  });
}

function checkTimestamp(simulation: Simulation, timestamp: string): OpenapiRefusal | undefined {
  const toleranceMs = simulation.switches.timestampToleranceMinutes * 60_000;
  const isMs = /^\d{13}$/.test(timestamp);
  const near = toleranceMs === 0 || Math.abs(Number(timestamp) - simulation.clock.nowMs()) <= toleranceMs;
  if (isMs && near) return undefined;
  return openapiRefuse("40002", isMs ? "illegal-timestamp" : "isv.invalid-timestamp", {
    zh: "timestamp 应是 13 位毫秒数，且与网关时间相近。",
    en: "The timestamp is Unix milliseconds (13 digits), near the gateway's time.",
  });
}

function checkSerials(
  app: OpenapiApp,
  authorization: V3Authorization,
  request: GatewayRequest,
): OpenapiRefusal | undefined {
  const serials = certificateSerials(app);
  if (serials === undefined) return undefined;
  const given = authorization.values.get("app_cert_sn") ?? "";
  if (given === "") return missing("app-cert-sn");
  if (given !== serials.app) {
    return openapiRefuse("40002", "isv.app-cert-not-exist", {
      zh: `app_cert_sn 应为 ${serials.app}。`,
      en: `app_cert_sn should be ${serials.app}.`,
    });
  }
  const root = request.header("alipay-root-cert-sn") ?? "";
  if (root === serials.alipayRoot) return undefined;
  return openapiRefuse(
    root === "" ? "40001" : "40002",
    root === "" ? "isv.missing-alipay-root-cert-sn" : "isv.invalid-alipay-root-cert-sn",
    {
      zh: `alipay-root-cert-sn 应为 ${serials.alipayRoot}。`,
      en: `alipay-root-cert-sn should be ${serials.alipayRoot}.`,
    },
  );
}

function checkSignature(
  simulation: Simulation,
  request: GatewayRequest,
  o: { app: OpenapiApp; authorization: V3Authorization },
): V3Caller {
  const { app, authorization } = o;
  const target = request.rawQuery === "" ? request.path : `${request.path}?${request.rawQuery}`;
  const token = request.header("alipay-app-auth-token");
  const head = `${authorization.authString}\n${request.method}\n${target}\n`;
  const tail = token === undefined ? "\n" : `\n${token}\n`;
  const bytes = Buffer.concat([Buffer.from(head, "latin1"), request.body, Buffer.from(tail, "latin1")]);
  const key = simulation.accounts.keys(app).merchantPublicKey;
  const signedText = bytes.toString("utf8");
  if (authorization.sign === "") return { app, signedText, signature: "missing", refusal: missing("signature") };
  const holds = key !== undefined && verify("RSA-SHA256", bytes, key, Buffer.from(authorization.sign, "base64"));
  if (holds) return { app, signedText, signature: "verified", refusal: undefined };
  const refusal = openapiRefuse("40002", "isv.invalid-signature", {
    zh: "验签出错：签名与 Authorization、方法、地址、正文不符，或私钥与应用公钥不匹配",
    en: "The signature does not hold over Authorization, method, address and body, or is of another key.",
  });
  return { app, signedText, signature: "wrong", refusal: { ...refusal, echo: signedText } };
}
