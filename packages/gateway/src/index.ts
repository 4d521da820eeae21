// The payment gateway: HTTP, use cases, ledger, outbox.
export {};
