import { invalidFilterPattern } from "../errors.ts";
import { readTokens, type Token } from "./json-filter-tokens.ts";
import { compareTo } from "./json-filter-values.ts";

type Predicate = (document: unknown) => boolean;

/** `{ $.a.b = "x*" && ($.n > 3 || $.c NOT EXISTS) }`. A message that is no JSON object never matches. */
export function compileJsonFilter(text: string): (message: string) => boolean {
  if (!text.endsWith("}")) throw invalidFilterPattern();
  const tokens = readTokens(text.slice(1, -1));
  if (tokens === undefined) throw invalidFilterPattern();
  const parser = new Parser(tokens);
  const predicate = parser.any();
  if (!parser.atEnd) throw invalidFilterPattern();
  return (message) => {
    const document = parseObject(message);
    return document !== undefined && predicate(document);
  };
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  any(): Predicate {
    const parts = [this.#all()];
    while (this.#take("||")) parts.push(this.#all());
    return (document) => parts.some((part) => part(document));
  }

  #all(): Predicate {
    const parts = [this.#one()];
    while (this.#take("&&")) parts.push(this.#one());
    return (document) => parts.every((part) => part(document));
  }

  #one(): Predicate {
    if (this.#take("(")) {
      const inner = this.any();
      if (!this.#take(")")) throw invalidFilterPattern();
      return inner;
    }
    const selector = this.#next();
    if (selector?.kind !== "selector") throw invalidFilterPattern();
    return this.#condition((document) => select(document, selector.steps));
  }

  #condition(fieldOf: (document: unknown) => unknown): Predicate {
    if (this.#takeWords("NOT", "EXISTS")) return (document) => fieldOf(document) === undefined;
    if (this.#takeWords("IS", "NULL")) return (document) => fieldOf(document) === null;
    if (this.#takeWords("IS", "TRUE")) return (document) => fieldOf(document) === true;
    if (this.#takeWords("IS", "FALSE")) return (document) => fieldOf(document) === false;
    const operator = this.#next();
    const operand = this.#next();
    if (operator?.kind !== "comparison") throw invalidFilterPattern();
    if (operand?.kind !== "value" && operand?.kind !== "regular expression") throw invalidFilterPattern();
    const compare = compareTo(operator.operator, operand);
    if (!compare) throw invalidFilterPattern();
    return (document) => compare(fieldOf(document));
  }

  #next(): Token | undefined {
    return this.#tokens[this.#position++];
  }

  #take(symbol: string): boolean {
    const token = this.#tokens[this.#position];
    if (token?.kind !== "symbol" || token.text !== symbol) return false;
    this.#position++;
    return true;
  }

  #takeWords(...words: string[]): boolean {
    const taken = words.every((word, index) => {
      const token = this.#tokens[this.#position + index];
      return token?.kind === "value" && !token.quoted && token.text.toUpperCase() === word;
    });
    if (taken) this.#position += words.length;
    return taken;
  }
}

function select(document: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[step];
  }, document);
}

function parseObject(message: string): unknown {
  if (!message.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
