// Who makes a v3 call, and whether its signature holds: the Authorization header over method, address and body.
import { verify } from "node:crypto";
import type { GatewayRequest } from "../../wire/gateway-request.ts";
import type { Simulation } from "../../world/simulation.ts";
import type { OpenapiApp } from "../../world/world.ts";
import { certificateSerials } from "../certificate-serials.ts";
import { refuseAuthToken } from "../check-caller.ts";
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
  const refusal = checkTimestamp(simulation, authorization) ?? checkSerials(app, authorization, request);
  if (refusal !== undefined) return stop(refusal, { app });
  const caller = checkSignature(simulation, request, { app, authorization });
  if (caller.refusal !== undefined) return caller;
  const token = request.header("alipay-app-auth-token") ?? "";
  return { ...caller, refusal: checkNonce(simulation, app, authorization) ?? refuseAuthToken(token) };
}

function missing(name: string): OpenapiRefusal {
  return openapiRefuse("40001", `isv.missing-${name}`, {
    zh: `Authorization 头里没有 ${name}。`,
    en: `The Authorization header has no ${name}.`,
  });
}

function checkTimestamp(simulation: Simulation, { values }: V3Authorization): OpenapiRefusal | undefined {
  const timestamp = values.get("timestamp") ?? "";
  if (!/^\d{13}$/.test(timestamp)) {
    return openapiRefuse("40002", "isv.invalid-timestamp", {
      zh: "timestamp 应是 13 位毫秒数。",
      en: "The timestamp is Unix milliseconds (13 digits).",
    });
  }
  const toleranceMs = toleranceOf(simulation, values.get("expired_seconds"));
  const offMs = simulation.clock.distanceMs(Number(timestamp));
  if (toleranceMs === 0 || offMs <= toleranceMs) return undefined;
  return openapiRefuse("40002", "illegal-timestamp", {
    zh: `timestamp 与网关时间相差 ${Math.round(offMs / 1000)} 秒，最多 ${toleranceMs / 1000} 秒。`,
    en: `The timestamp is ${Math.round(offMs / 1000)} s off; ${toleranceMs / 1000} s are allowed.`,
  });
}

/** The caller may shorten the time for which a call is good. */
function toleranceOf(simulation: Simulation, expiredSeconds: string | undefined): number {
  const toleranceMs = simulation.switches.v3TimestampToleranceMinutes * 60_000;
  const asked = /^[1-9]\d{0,5}$/.test(expiredSeconds ?? "") ? Number(expiredSeconds) * 1000 : toleranceMs;
  return Math.min(toleranceMs, asked);
}

/** Only after the signature: nobody else may use up an application's nonces. */
function checkNonce(simulation: Simulation, app: OpenapiApp, { values }: V3Authorization): OpenapiRefusal | undefined {
  const nonce = values.get("nonce") ?? "";
  if (nonce === "") return missing("nonce");
  const { v3NonceMayRepeat, v3TimestampToleranceMinutes } = simulation.switches;
  if (v3NonceMayRepeat) return undefined;
  const nowMs = simulation.clock.nowMs();
  const untilMs = nowMs + Math.max(1, v3TimestampToleranceMinutes) * 60_000;
  if (simulation.nonces.use(app.appId, nonce, { nowMs, untilMs })) return undefined;
  // Which code the real one answers is not known.
  return openapiRefuse("40002", "isv.invalid-signature", {
    zh: `nonce ${nonce.slice(0, 40)} 已经用过，每次请求都要换。`,
    en: `The nonce ${nonce.slice(0, 40)} was used before; each request has its own.`,
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
