// What is sold as one contract: the three of the old protocol, and the three of OpenAPI (the phone's is of both).
export type Product = "direct" | "escrow" | "dual" | "page" | "wap" | "qr";
