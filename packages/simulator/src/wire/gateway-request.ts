// A call as it arrived, before anybody decided in which charset to read it, and an answer as it will leave.
export interface GatewayRequest {
  method: string;
  path: string;
  /** The query without its "?", one character a byte (latin1), as Node gives it. */
  rawQuery: string;
  contentType: string | undefined;
  body: Buffer;
  header: (name: string) => string | undefined;
  /** Scheme, host and port under which the caller sees us: links in answers begin with it. */
  origin: string;
}

export interface GatewayReply {
  status: number;
  contentType?: string;
  location?: string;
  headers?: Record<string, string>;
  body: string | Buffer;
  /** What an encrypted body says, for the log. */
  clear?: string;
  /** What a rule does to the answer on the wire. */
  transport?: Transport;
}

export interface Transport {
  /** Real milliseconds before the answer. */
  delayMs: number;
  /** The connection ends without an answer. */
  cut: boolean;
  bytesPerSecond: number | undefined;
}
