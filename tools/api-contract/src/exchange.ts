// One request and its reply, as they went over the wire.

export type Exchange = {
  method: string;
  /** Path and query as sent. */
  target: string;
  requestHeaders: Readonly<Record<string, string>>;
  /** Undefined or empty: there was none. */
  requestBody?: string | undefined;
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
};
