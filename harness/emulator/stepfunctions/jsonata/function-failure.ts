/** A function refuses its arguments, as the JSONata library words its own refusals: with a code. */
export class FunctionFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "FunctionFailure";
    this.code = code;
  }
}

/** The code of failures that carry their own sentence (measured on AWS). */
export const OWN_SENTENCE = "D3137";
