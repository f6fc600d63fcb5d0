/**
 * The text of a stack as source-map-support writes it, and so Vitest where Vite transforms the code: with the class of a method
 * and without `async`. Node alone writes `async #begin` for what is `Database.#begin` there, and a panic's stack is in the trace.
 */
export function stackText(error: Error, frames: readonly NodeJS.CallSite[]): string {
  return [headOf(error), ...frames.map((frame) => `\n    at ${frameText(frame)}`)].join("");
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function frameText(frame: NodeJS.CallSite): string {
  const place = placeText(frame);
  const name = nameText(frame);
  return name === undefined ? place : `${name} (${place})`;
}

function nameText(frame: NodeJS.CallSite): string | undefined {
  const name = frame.getFunctionName();
  if (frame.isConstructor()) return `new ${name ?? "<anonymous>"}`;
  if (frame.isToplevel()) return name ?? undefined;
  const type = frame.getTypeName() ?? "null";
  const method = frame.getMethodName();
  if (name === null) return `${type}.${method ?? "<anonymous>"}`;
  const alias = method !== null && !name.endsWith(`.${method}`) && name !== method ? ` [as ${method}]` : "";
  return `${name.startsWith(type) ? "" : `${type}.`}${name}${alias}`;
}

function placeText(frame: NodeJS.CallSite): string {
  if (frame.isNative()) return "native";
  // Vitest loads a file anew under an address with a query.
  const file =
    frame.getFileName()?.replace(/^(file:[^?]*)\?.*$/, "$1") ??
    (frame.isEval() ? `${frame.getEvalOrigin()}, <anonymous>` : "<anonymous>");
  const line = frame.getLineNumber();
  return line === null ? file : `${file}:${line}:${frame.getColumnNumber()}`;
}
