// The demo shop.
export {};
