// A probe that ended on its way, as an observation.
import type { BilingualText } from "@dedepay/errors";
import type { Observation } from "../check.ts";
import type { UnreachedPiece } from "../evidence/piece.ts";
import type { Examination } from "../examination.ts";

type Hop = UnreachedPiece["hop"];

const said: Readonly<Record<Hop, BilingualText>> = {
  private: { zh: "解析到内网或本机地址", en: "leads to a private address" },
  dns: { zh: "域名解析失败", en: "the host name is not resolved" },
  connect: { zh: "连接不上", en: "no connection" },
  tls: { zh: "HTTPS 证书或握手失败", en: "the certificate or the TLS handshake fails" },
  timeout: { zh: "没有在限定时间内应答", en: "no answer in time" },
  exchange: { zh: "连接被对方中断", en: "the other side breaks the connection" },
  too_large: { zh: "应答太长，没有读完", en: "the answer is too long and was not read" },
};

export function unreachedObservation(examination: Examination, hops: readonly Hop[]): Observation | undefined {
  const piece = examination.pieces("unreached").find(({ hop }) => hops.includes(hop));
  if (piece === undefined) return undefined;
  const { zh, en } = said[piece.hop];
  return {
    // The gateway calls a webhook from this very machine; Alipay comes from elsewhere and may see something else.
    confidence: piece.probe === "webhook" ? "proven" : "likely",
    proof: { text: { zh: `${piece.url}：${zh}（${piece.code}）`, en: `${piece.url}: ${en} (${piece.code})` } },
  };
}
