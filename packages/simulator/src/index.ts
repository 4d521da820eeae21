// A local Alipay which behaves, and misbehaves, like the real one.
export {};
