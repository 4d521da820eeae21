// Thrown into the test that made the exchange.

export class ContractBroken extends Error {
  readonly complaints: readonly string[];

  constructor(where: string, complaints: readonly string[]) {
    super(`${where} is not as /openapi.json says:\n${complaints.map((complaint) => `  - ${complaint}`).join("\n")}`);
    this.name = "ContractBroken";
    this.complaints = complaints;
  }
}
