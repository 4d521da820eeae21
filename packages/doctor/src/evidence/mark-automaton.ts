// Finds any of several words in bytes in one pass, whatever their case: an Aho-Corasick automaton as one table, a look-up a
// byte. Knows no lines and no logs.

/** Words of ASCII. Made once; `indexOf` may be called from many places at a time. */
export class MarkAutomaton {
  /** Next state by state and byte; states from `#firstFinal` on are ends of words. */
  readonly #next: Uint16Array;
  readonly #firstFinal: number;

  constructor(words: readonly string[]) {
    const trie = new Trie();
    for (const word of words) trie.add(word.toLowerCase());
    const { order, rank, firstFinal } = trie.numbered();
    this.#firstFinal = firstFinal;
    this.#next = new Uint16Array(order.length * 256);
    for (const [state, node] of order.entries()) {
      for (let byte = 0; byte < 256; byte += 1) this.#next[state * 256 + byte] = rank.get(trie.step(node, byte)) ?? 0;
    }
  }

  /** Position of the last byte of the first word that ends in bytes[from, to); -1 where there is none. */
  indexOf(bytes: Uint8Array, from: number, to: number): number {
    const next = this.#next;
    const firstFinal = this.#firstFinal;
    let state = 0;
    for (let index = from; index < to; index += 1) {
      state = next[(state << 8) | (bytes[index] as number)] as number;
      if (state >= firstFinal) return index;
    }
    return -1;
  }
}

type Node = { readonly children: Map<number, Node>; fail: Node | undefined; isFinal: boolean };

class Trie {
  readonly #root: Node = { children: new Map(), fail: undefined, isFinal: false };

  add(word: string): void {
    let node = this.#root;
    for (const byte of Buffer.from(word)) {
      let child = node.children.get(byte);
      if (child === undefined) {
        child = { children: new Map(), fail: undefined, isFinal: false };
        node.children.set(byte, child);
      }
      node = child;
    }
    node.isFinal = true;
  }

  /** Where a byte leads, by the longest end of what was read that begins a word. */
  step(node: Node, byte: number): Node {
    const letter = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    for (let at: Node | undefined = node; at !== undefined; at = at.fail) {
      const child = at.children.get(letter);
      if (child !== undefined) return child;
    }
    return this.#root;
  }

  /** Every node, the final ones last, the root first. */
  numbered(): { order: readonly Node[]; rank: ReadonlyMap<Node, number>; firstFinal: number } {
    const nodes: Node[] = [this.#root];
    for (const node of nodes) {
      for (const [byte, child] of node.children) {
        child.fail = node.fail === undefined ? this.#root : this.step(node.fail, byte);
        child.isFinal ||= child.fail.isFinal;
        nodes.push(child);
      }
    }
    const open = nodes.filter(({ isFinal }) => !isFinal);
    const order = [...open, ...nodes.filter(({ isFinal }) => isFinal)];
    return { order, rank: new Map(order.map((node, index) => [node, index])), firstFinal: open.length };
  }
}
