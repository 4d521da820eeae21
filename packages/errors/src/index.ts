// Every Alipay error code, its causes and what to do about them.
export {};
