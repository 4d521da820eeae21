// What a request needs besides the account and the service's own parameters.

export type RequestOptions = {
  /** Gateway address, for example https://mapi.alipay.com/gateway.do. */
  readonly endpoint: string;
  /** Where Alipay shall post its notifications, and where it shall send the browser. Left out or empty: neither signed nor sent. */
  readonly notifyUrl?: string | undefined;
  readonly returnUrl?: string | undefined;
  /** The current time in epoch milliseconds; OpenAPI's timestamp is made of it. */
  readonly nowMs: number;
  /** How the caller means to send it; the service's usual way unless stated. */
  readonly method?: "GET" | "POST" | undefined;
};
