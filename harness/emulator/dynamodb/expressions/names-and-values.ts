import { invalid } from "../errors.ts";
import { type AttributeValue, readValue } from "../values/attribute-value.ts";
import { isReserved } from "./reserved-words.ts";

/** ExpressionAttributeNames and ExpressionAttributeValues of one request; every one must be used by some expression. */
export class NamesAndValues {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #unused: { readonly names: Set<string>; readonly values: Set<string> };

  /** Throws ValidationException. */
  constructor(
    given: {
      readonly names?: Readonly<Record<string, string>> | undefined;
      readonly values?: Readonly<Record<string, unknown>> | undefined;
    },
    hasExpressions = true,
  ) {
    if (hasExpressions) {
      checkPlaceholders("ExpressionAttributeNames", given.names, "#");
      checkPlaceholders("ExpressionAttributeValues", given.values, ":");
    }
    const { names = {}, values = {} } = given;
    this.#names = new Map(Object.entries(names));
    this.#values = new Map(Object.entries(values).map(([name, value]) => [name, readValue(value)]));
    this.#unused = { names: new Set(this.#names.keys()), values: new Set(this.#values.keys()) };
    if (!hasExpressions && this.#names.size > 0) {
      throw invalid("ExpressionAttributeNames can only be specified when using expressions");
    }
    if (!hasExpressions && this.#values.size > 0) {
      throw invalid("ExpressionAttributeValues can only be specified when using expressions");
    }
  }

  /** An attribute's name by what stands for it in an expression. Throws ValidationException. */
  name(text: string, expression: string): string {
    if (!text.startsWith("#")) {
      if (!isReserved(text)) return text;
      throw invalid(`Invalid ${expression}: Attribute name is a reserved keyword; reserved keyword: ${text}`);
    }
    const name = this.#names.get(text);
    this.#unused.names.delete(text);
    if (name !== undefined) return name;
    throw invalid(
      `Invalid ${expression}: An expression attribute name used in the document path is not defined; attribute name: ${text}`,
    );
  }

  /** Throws ValidationException. */
  value(text: string, expression: string): AttributeValue {
    const value = this.#values.get(text);
    this.#unused.values.delete(text);
    if (value !== undefined) return value;
    throw invalid(
      `Invalid ${expression}: An expression attribute value used in expression is not defined; attribute value: ${text}`,
    );
  }

  /** Throws ValidationException when something was given for nothing. */
  refuseUnused(): void {
    const { names, values } = this.#unused;
    const unused = (what: string, keys: ReadonlySet<string>) =>
      invalid(`Value provided in ${what} unused in expressions: keys: {${[...keys].join(", ")}}`);
    if (names.size > 0) throw unused("ExpressionAttributeNames", names);
    if (values.size > 0) throw unused("ExpressionAttributeValues", values);
  }
}

/** Throws ValidationException for what cannot stand in an expression, and for nothing at all. */
function checkPlaceholders(what: string, given: Readonly<Record<string, unknown>> | undefined, sign: "#" | ":"): void {
  if (!given) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw invalid(`${what} must not be empty`);
  const wrong = keys.find((key) => !key.startsWith(sign) || !/^.[\w-]+$/.test(key));
  if (wrong !== undefined) throw invalid(`${what} contains invalid key: Syntax error; key: "${wrong}"`);
}
