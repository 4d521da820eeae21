// Alipay wire formats: money, charsets, keys, signatures, MAPI, OpenAPI, bills.
export {};
