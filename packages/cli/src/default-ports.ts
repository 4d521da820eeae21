// Where the three servers listen unless told otherwise. The gateway's and the simulator's hold for `serve` and `simulate` too.

export const defaultPorts = { shop: 8800, gateway: 8801, simulator: 8802 } as const;
