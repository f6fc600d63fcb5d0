import jsonata from "jsonata";

/** One `{% … %}` of a definition, compiled when the machine is created. */
export interface JsonataExpression {
  readonly kind: "jsonata";
  /** Between the marks, without blanks around it, as AWS's errors quote it. */
  readonly text: string;
  /** Where it stands in its state, as errors and events name it: `Output`, `Arguments/Payload/id`. */
  readonly field: string;
  readonly program: jsonata.Expression;
}

const OPENING = "{%";
const CLOSING = "%}";

/** Whether a text of a definition is an expression: it begins and ends with the marks (recorded: blanks outside make it a plain text, BASE_LITERALS). */
export function isExpression(text: string): boolean {
  return text.length >= OPENING.length + CLOSING.length && text.startsWith(OPENING) && text.endsWith(CLOSING);
}

/** An expression that cannot be compiled; the message is the JSONata reference's. */
export class JsonataSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JsonataSyntaxError";
  }
}

/** Compiles a text for which `isExpression` holds. Throws `JsonataSyntaxError`. */
export function compileExpression(text: string, field: string): JsonataExpression {
  const source = text.slice(OPENING.length, -CLOSING.length).trim();
  try {
    return { kind: "jsonata", text: source, field, program: jsonata(source) };
  } catch (error) {
    throw new JsonataSyntaxError(messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}
