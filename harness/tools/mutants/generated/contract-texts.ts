import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PAGES = ["docs/contract/*.md", "docs/fixed-system.md"];
/** Shorter pieces (": ", "s") stand on every page. */
const LEAST_LETTERS = 3;

/** What the pages say of the system's conduct; a text that stands there is part of the contract. */
export class ContractTexts {
  readonly #text: string;

  constructor(text: string) {
    this.#text = folded(text);
  }

  static read(root: string): ContractTexts {
    const pages = globSync(PAGES, { cwd: root }).sort();
    return new ContractTexts(pages.map((page) => readFileSync(join(root, page), "utf8")).join("\n"));
  }

  /**
   * Whether the pages have a text, given as its fixed pieces (a template has several). Pieces without a word are not
   * looked for; a text without any word counts as named.
   */
  name(pieces: readonly string[]): boolean {
    return pieces
      .map(folded)
      .filter((piece) => piece.replace(/[^\p{L}]/gu, "").length >= LEAST_LETTERS)
      .every((piece) => this.#text.includes(piece));
  }
}

/** Pages are wrapped, and mark code by backticks. */
function folded(text: string): string {
  return text.replaceAll("`", "").replace(/\s+/g, " ").trim();
}
