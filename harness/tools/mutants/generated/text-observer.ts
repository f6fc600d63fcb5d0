import { z } from "zod";
import type { Place } from "./mutant.ts";
import { isTextForPeople, type SyntaxPath } from "./text-for-people.ts";

const position = z.object({ line: z.number(), column: z.number() });
/** What is read of Babel's nodes; their lines count from 1. */
const located = z.object({ loc: z.object({ start: position, end: position }) });
const text = z.object({ type: z.literal("StringLiteral"), value: z.string() });
const template = z.object({
  type: z.literal("TemplateLiteral"),
  quasis: z.array(z.object({ value: z.object({ raw: z.string() }) })),
});

/** The texts for people in one file. */
export class FileTexts {
  readonly #pieces = new Map<string, readonly string[]>();

  /** The fixed pieces of the text that stands there; undefined when none does. */
  at(place: Place): readonly string[] | undefined {
    return this.#pieces.get(keyOf(place));
  }

  add(path: SyntaxPath): void {
    const pieces = piecesOf(path.node);
    if (pieces === undefined || !isTextForPeople(path)) return;
    const { start, end } = located.parse(path.node).loc;
    this.#pieces.set(keyOf({ start: fromZero(start), end: fromZero(end) }), pieces);
  }
}

/** Looks on while Stryker walks through file after file. */
export class TextObserver {
  readonly #names: readonly string[];
  readonly #files = new Map<string, FileTexts>();
  #current = new FileTexts();

  /** In the order in which Stryker takes them. */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /**
   * For Stryker's `shouldIgnore`, which is called for each node on the way down, with Babel's path (Stryker's type for
   * it says nothing). Ignores none.
   */
  look(path: unknown): undefined {
    const seen = path as SyntaxPath;
    if (seen.node.type === "Program") {
      this.#current = new FileTexts();
      this.#files.set(this.#names[this.#files.size] ?? "", this.#current);
    }
    this.#current.add(seen);
  }

  of(file: string): FileTexts {
    const texts = this.#files.get(file);
    if (!texts) throw new Error(`Stryker did not walk through ${file}.`);
    return texts;
  }
}

function piecesOf(node: SyntaxPath["node"]): readonly string[] | undefined {
  // Most nodes are neither, and there are a million: zod only for those that are.
  if (node.type === "StringLiteral") return [text.parse(node).value];
  if (node.type === "TemplateLiteral") return template.parse(node).quasis.map(({ value }) => value.raw);
  return undefined;
}

function fromZero({ line, column }: Place["start"]): Place["start"] {
  return { line: line - 1, column };
}

function keyOf({ start, end }: Place): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
