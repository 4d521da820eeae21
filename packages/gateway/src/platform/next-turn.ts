// The end of this turn of the event loop: whatever has arrived by now has been read.

export function atEndOfTurn(work: () => void): void {
  setImmediate(work);
}
