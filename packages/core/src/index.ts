// Payment and refund state machines and ledger postings; pure.
export {};
