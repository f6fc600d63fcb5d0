export interface FunctionReference {
  readonly name: string;
  /** Version or alias, when one was named. */
  readonly qualifier: string | undefined;
}

/** Reads a name, a partial ARN (`123456789012:function:name`) or an ARN, each with or without `:qualifier`. */
export function parseFunctionName(text: string): FunctionReference {
  const parts = text.split(":");
  const at = parts.indexOf("function");
  const [name = "", qualifier] = at < 0 ? parts : parts.slice(at + 1);
  return { name, qualifier };
}
